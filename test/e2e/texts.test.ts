import { afterAll, beforeAll, expect, test } from 'vitest';
import { cutOffTexts } from './pages/cut-off.ts';
import { beSomebody } from './pages/demonstration.ts';
import { type Desk, find, openDemonstration, press, sitDown } from './pages/desk.ts';
import { switchUser } from './pages/entry.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import {
  beginAgain,
  employeeScreens,
  entryScreens,
  newcomerScreens,
  officerScreens,
  type Screen,
  settled,
  speak,
} from './pages/screens.ts';
import { wordsOf } from './pages/words.ts';
import { ask, call } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';

describeWindow('no text is cut off at 1024 by 700', () => {
  let desk: Desk;

  async function sweep(screens: readonly Screen[], at: Desk = desk): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const screen of screens) {
      await screen.open(at);
      await settled(at);
      const wrong = await cutOffTexts(at.app.page);
      if (wrong.length > 0) found[screen.name] = wrong;
      await screen.close?.(at);
    }
    return found;
  }

  beforeAll(async () => {
    desk = await openDemonstration('nl', mouse);
  });
  afterAll(async () => await desk?.app.close());
  pictureFailures(() => desk);

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
        Object.assign(name.style, { width: px, display: 'block', overflow: 'hidden', whiteSpace: 'nowrap' });
        cell.replaceChildren(name);
        document.body.append(cell);
      }, width);
    await named('90px');
    expect((await cutOffTexts(desk.app.page)).join()).toMatch(/shows \d+ letters of the name: "Nalatenschap van Dam"/);
    await named('300px');
    expect(await cutOffTexts(desk.app.page)).toEqual([]);
    await desk.app.page.evaluate(() => document.getElementById('too-little')?.remove());
  });

  test('before there is a vault, in both languages', async () => {
    const dutch = await sitDown('nl', mouse);
    const english: Desk = { ...dutch, language: 'en', words: wordsOf('en') };
    const kit: Screen = {
      name: 'recovery kit',
      open: async (at) => await find(at, 'heading', at.words.kit.title).waitFor(),
    };
    try {
      expect(await sweep(newcomerScreens.slice(0, 1), dutch)).toEqual({});
      await press(dutch, 'button', dutch.words.app.otherLanguage);
      expect(await sweep(newcomerScreens, english)).toEqual({});
      await press(english, 'button', english.words.app.otherLanguage);
      expect(await sweep([kit], dutch)).toEqual({});
    } finally {
      await dutch.app.close();
    }
  });

  test('the demonstration makes, joins and recovers no vault of real work, and opens none', async () => {
    const { page } = desk.app;
    const [known] = (await ask(page, 'startState', {})).vaults;
    const at = { handle: known?.handle ?? '', keychain: 'file' } as const;
    const refused = { ok: false, error: { code: 'not-authorised' } };
    const office = { office: 'Kantoor', officer: 'Petra', passphrase: null };
    expect(await call(page, 'chooseVault', {})).toMatchObject(refused);
    expect(await call(page, 'createBegin', { ...at, ...office })).toMatchObject(refused);
    expect(await call(page, 'joinRequest', at)).toMatchObject(refused);
    expect(await call(page, 'recoverAccess', { ...at, typed: 'x', newPassphrase: 'x' })).toMatchObject(refused);
  });

  test('before a sign-in, in both languages', async () => {
    expect(await sweep(entryScreens)).toEqual({});
    for (const name of [desk.words.welcome.create, desk.words.welcome.open, desk.words.welcome.join]) {
      expect(await desk.app.page.getByRole('button', { name }).count(), name).toBe(0);
    }
    await press(desk, 'button', desk.words.app.otherLanguage);
    desk = { ...desk, language: 'en', words: wordsOf('en') };
    await beginAgain(desk);
    expect(await sweep(entryScreens)).toEqual({});
    await press(desk, 'button', desk.words.app.otherLanguage);
    desk = { ...desk, language: 'nl', words: wordsOf('nl') };
    await beginAgain(desk);
  });

  test('for the Privacy Officer in Dutch', async () => {
    await beSomebody(desk, 'Petra van der Meer');
    expect(await sweep(officerScreens('Anouk Jansen'))).toEqual({});
  });

  test('for the Privacy Officer in English', async () => {
    desk = await speak(desk, 'en', wordsOf('en'));
    expect(await sweep(officerScreens('Anouk Jansen'))).toEqual({});
  });

  test('for an employee in English and in Dutch', async () => {
    await switchUser(desk);
    await beSomebody(desk, 'Anouk Jansen');
    expect(await sweep(employeeScreens)).toEqual({});
    desk = await speak(desk, 'nl', wordsOf('nl'));
    expect(await sweep(employeeScreens)).toEqual({});
  });
});
