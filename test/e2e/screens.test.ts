import { afterAll, beforeAll, expect, test } from 'vitest';
import { cutOffTexts } from './pages/cut-off.ts';
import { beSomebody } from './pages/demonstration.ts';
import { type Desk, openDemonstration, sitDown } from './pages/desk.ts';
import { switchUser } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { mouse } from './pages/hands.ts';
import { creationTour, entryTour } from './pages/new-office-tour.ts';
import { officerTour } from './pages/officer-tour.ts';
import { pictureFailures } from './pages/picture.ts';
import {
  beginAgain,
  employeeScreens,
  entryScreens,
  itAdministratorScreens,
  officeManagerScreens,
  officerScreens,
  type Screen,
} from './pages/screens.ts';
import { ask, call } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';

describeWindow(
  'axe finds nothing, and no text is cut off at 1024 by 700, in light and dark and in both languages',
  () => {
    let desk: Desk;
    /** Somebody with a computer of her own that has no vault yet. */
    let newcomer: Desk | undefined;
    let seen = 0;
    let found: Record<string, string[]> = {};

    const look = async (at: Desk, name: string) => {
      seen += 1;
      const wrong = await faults(at, name);
      if (wrong.length > 0) found[name] = wrong;
    };
    /** Goes by screens and expects that nothing is wrong with any. */
    const sweep = async (tour: () => Promise<void>) => {
      found = {};
      seen = 0;
      await tour();
      expect(found).toEqual({});
      expect(seen).toBeGreaterThan(0);
    };
    const through = (of: string, screens: readonly Screen[]) => async () => {
      for (const screen of screens) {
        await screen.open(desk);
        await look(desk, `${of}, ${screen.name}`);
        await screen.close?.(desk);
      }
    };

    beforeAll(async () => {
      desk = await openDemonstration('nl', mouse);
    });
    afterAll(async () => {
      await newcomer?.app.close();
      await desk?.app.close();
    });
    pictureFailures(() => newcomer ?? desk);

    test('the window is of that size', async () => {
      const size = await desk.app.page.evaluate(() => [innerWidth, innerHeight]);
      expect(size).toEqual([1024, 700]);
    });
    test('a text that is cut off is found', async () => {
      const found = await desk.app.page.evaluate(() => {
        const box = document.createElement('div');
        Object.assign(box.style, { width: '40px', overflow: 'hidden', whiteSpace: 'nowrap' });
        box.id = 'too-narrow';
        box.textContent = 'Te smal voor dit';
        document.body.append(box);
        return box.scrollWidth;
      });
      expect(found).toBeGreaterThan(40);
      expect(await cutOffTexts(desk.app.page)).toContain('cut off: <div> "Te smal voor dit"');
      await desk.app.page.evaluate(() => document.getElementById('too-narrow')?.remove());
    });
    test('a name of which too little is left is found', async () => {
      const named = async (width: string) =>
        await desk.app.page.evaluate((px) => {
          const cell = document.getElementById('too-little') ?? document.createElement('div');
          const name = document.createElement('bdi');
          cell.id = 'too-little';
          cell.setAttribute('role', 'gridcell');
          name.title = 'Nalatenschap van Dam';
          name.textContent = name.title;
          const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' };
          Object.assign(name.style, { width: px, display: 'block', ...cut });
          cell.replaceChildren(name);
          document.body.append(cell);
        }, width);
      await named('60px');
      expect((await cutOffTexts(desk.app.page)).join()).toMatch(/shows \d letters of the name: "Nalatenschap van Dam"/);
      await named('300px');
      expect(await cutOffTexts(desk.app.page)).toEqual([]);
      await desk.app.page.evaluate(() => document.getElementById('too-little')?.remove());
    });

    test('from the first start to the first folder', async () => {
      newcomer = await sitDown('nl', mouse);
      const at = newcomer;
      await sweep(async () => await creationTour(at, look));
    });

    test('where one is not in yet, or for the first time', async () => {
      if (newcomer === undefined) throw new Error('nobody has come');
      const at = newcomer;
      await sweep(async () => await entryTour(at, look));
      await at.app.close();
      newcomer = undefined;
    });

    test('the demonstration makes, joins, recovers and restores no vault of real work, and opens none', async () => {
      const { page } = desk.app;
      const [known] = (await ask(page, 'startState', {})).vaults;
      const at = { handle: known?.handle ?? '', keychain: 'file' } as const;
      const refused = { ok: false, error: { code: 'not-authorised' } };
      const office = { office: 'Kantoor', officer: 'Petra', passphrase: null };
      expect(await call(page, 'chooseVault', {})).toMatchObject(refused);
      expect(await call(page, 'createBegin', { ...at, ...office })).toMatchObject(refused);
      expect(await call(page, 'joinRequest', at)).toMatchObject(refused);
      expect(await call(page, 'recoverAccess', { ...at, key: 'x', newPassphrase: 'x' })).toMatchObject(refused);
      expect(await call(page, 'restoreChoosePlace', {})).toMatchObject(refused);
      expect(await call(page, 'restoreRequestSave', { keychain: 'file' })).toMatchObject(refused);
    });
    test('before a sign-in to the demonstration', async () => {
      await sweep(through('demonstration', entryScreens));
      for (const name of [desk.words.welcome.create, desk.words.welcome.open, desk.words.welcome.join]) {
        expect(await desk.app.page.getByRole('button', { name }).count(), name).toBe(0);
      }
      await beginAgain(desk);
    });

    test('on the screens of the Privacy Officer', async () => {
      await beSomebody(desk, 'Petra van der Meer');
      await sweep(through('officer', officerScreens('Anouk Jansen')));
    });

    test('where the Privacy Officer works with documents, the archive and accounts', async () => {
      await sweep(async () => await officerTour(desk, look));
    });

    test('for an employee, an office manager and an IT administrator', async () => {
      for (const [name, screens] of [
        ['Anouk Jansen', employeeScreens],
        ['Ineke de Boer', officeManagerScreens],
        ['Ruud Hoekstra', itAdministratorScreens],
      ] as const) {
        await switchUser(desk);
        await beSomebody(desk, name);
        await sweep(through(name, screens));
      }
    });
  },
);
