import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { unwatched } from '../../src-main/core/job.ts';
import { parseKit } from '../../src-main/core/recovery/kit.ts';
import { makeTicket } from '../../src-main/core/restore/make-ticket.ts';
import { type BackedUp, createBackedUp, writerFolderOf } from '../support/backed-up.ts';
import { addDocuments, folderTarget } from '../support/backup-office.ts';
import { copyFolder } from '../support/copy-folder.ts';
import { pictureOfCode } from '../support/picture-of-code.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import { treeDigest } from '../support/tree-digest.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { faults } from './pages/faults.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { backToWelcome, giveLockerFile, restoreNow, toVerdict } from './pages/restoring.ts';
import { filled } from './pages/words.ts';
import { describeWindow } from './support/describe-window.ts';

const hourMs = 3_600_000;

describeWindow('a vault restored on a computer that knows none', () => {
  const home = openTempFolder('kluis-restore-');
  let office: BackedUp;
  let desk: Desk;

  beforeAll(async () => {
    // Its writer spoke last an hour ago; without its last backup, two days and a half ago.
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: now - 84 * hourMs });
    office = await createBackedUp(home, async (officer, backUpAgain) => {
      vi.setSystemTime(now - 25 * hourMs);
      await addDocuments(officer, 'Jansen', [3000], 5);
      await backUpAgain();
    });
    vi.useRealTimers();
    writeFileSync(home.file('sleutel.txt'), office.kit);
    desk = await sitDown('nl', mouse);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await desk?.app.close();
    home[Symbol.dispose]();
  });
  pictureFailures(() => desk);

  const looksRight = async (name: string) => expect.soft(await faults(desk, `restore, ${name}`)).toEqual([]);
  const next = async () => await press(desk, 'button', desk.words.restore.next);
  const heading = async (name: string) => await find(desk, 'heading', name).waitFor();
  const folderFor = (name: string) => {
    mkdirSync(desk.app.folder.file(name));
    return desk.app.folder.file(name);
  };

  /** From Welcome to where the key is asked for. */
  const reach = async (place: string) => {
    const { app, hands, words } = desk;
    await hands.press(app.page.getByRole('button', { name: words.welcome.restore }));
    await app.answerDialog([place]);
    await press(desk, 'button', words.backups.chooseFolder);
    await app.page.getByText(/^Gekozen: /).waitFor();
    await press(desk, 'button', words.restore.connect);
    await heading(words.restore.keyTitle);
  };
  const way = async (name: string) => await desk.hands.press(desk.app.page.getByRole('radio', { name }));
  const byFile = async () => await giveLockerFile(desk, home.file('sleutel.txt'));
  const verdictFor = async (folder: string) => await toVerdict(desk, folder);
  const restore = async () => await restoreNow(desk);
  const leave = async () => await backToWelcome(desk);
  /** Back to Welcome, step by step. */
  const stop = async (steps: number) => {
    for (let step = 0; step < steps; step += 1) await press(desk, 'button', desk.words.restore.back);
    await press(desk, 'button', desk.words.restore.stop);
    await heading(desk.words.welcome.title);
  };
  const lines = () => {
    const { vault, root } = parseKit(office.kit);
    const key = /^AGE-SECRET-KEY-.*$/m.exec(office.kit)?.[0] ?? '';
    return { vault, root, key };
  };

  test('with the locker file, and nothing is written before the verdict', async () => {
    const { app, words } = desk;
    await heading(words.welcome.title);
    await reach(office.place);
    await looksRight('key');
    await app.answerDialog([home.file('sleutel.txt')]);
    await press(desk, 'button', words.kit.chooseLocker);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await looksRight('key read');
    await next();
    await find(desk, 'table', words.restore.moments).waitFor();
    expect(await app.page.getByRole('radio', { checked: true }).getAttribute('value')).toMatch(/-5$/);
    await looksRight('moments');
    const unverified = app.page.getByText(words.restore.unverified, { exact: true });
    expect(await unverified.count()).toBeGreaterThan(3);
    await press(desk, 'button', words.restore.verifyAll);
    await app.page.getByText(words.restore.verifiedAll).waitFor();
    expect(await unverified.count()).toBe(0);
    await looksRight('moments, verified');
    const folder = folderFor('met bestand');
    await verdictFor(folder);
    await app.page.getByText(words.restore.verdictClean).waitFor();
    expect(readdirSync(folder)).toEqual([]);
    await restore();
    expect(Object.keys(treeDigest(folder))).toEqual(
      expect.arrayContaining(['restored.json', 'vault.db', 'vault.json', 'root.age']),
    );
    expect(app.output()).not.toContain('AGE-SECRET-KEY');
    // Who has the kit at hand goes straight on, or leaves that for later.
    await press(desk, 'button', words.restore.finishNow);
    await heading(words.restored.whatTitle);
    await press(desk, 'button', words.restored.stop);
    await press(desk, 'button', words.signIn.otherVault);
    await heading(words.welcome.title);
  });

  test('with the key typed over, an earlier moment, of which a wrong letter is told', async () => {
    const { app, hands, words } = desk;
    const { root, key } = lines();
    await reach(office.place);
    await way(words.kit.byTyping);
    await hands.write(field(desk, words.kit.root), root);
    await hands.write(field(desk, words.kit.typedKey), `${key.slice(0, -1)}${key.endsWith('Q') ? 'P' : 'Q'}`);
    await press(desk, 'button', words.kit.readKey);
    await app.page.getByRole('alert').waitFor();
    await looksRight('key mistyped');
    await hands.write(field(desk, words.kit.typedKey), key.match(/.{1,5}/g)?.join(' ') ?? '');
    await press(desk, 'button', words.kit.readKey);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await next();
    await hands.press(app.page.getByRole('radio').last());
    const folder = folderFor('getypt');
    await verdictFor(folder);
    await restore();
    const { 'restored.json': _, ...restored } = treeDigest(folder);
    expect(restored).toEqual(office.digests[0]);
    await leave();
  });

  test('with a picture of the code, dropped or chosen; of an older paper the rest is typed', async () => {
    const { app, hands, words } = desk;
    const { vault, root, key } = lines();
    const picture = app.folder.file('code.bmp');
    writeFileSync(picture, pictureOfCode('https://kantoor.example'));
    await reach(office.place);
    await way(words.kit.byPicture);
    await app.answerDialog([home.file('sleutel.txt')]);
    await press(desk, 'button', words.kit.choosePicture);
    await app.page.getByText(words.kit.noPicture).waitFor();
    writeFileSync(picture, pictureOfCode(key));
    await app.drop([picture], app.page.locator('[data-drop-region]'));
    await app.page.getByText(words.kit.onlyKeyRead).waitFor();
    await looksRight('key of an older paper');
    await hands.write(field(desk, words.kit.root), root);
    await press(desk, 'button', words.kit.readKey);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await press(desk, 'button', words.kit.otherKey);
    writeFileSync(picture, pictureOfCode(`# vault: ${vault}\n# root: ${root}\n${key}`));
    await way(words.kit.byPicture);
    await app.answerDialog([picture]);
    await press(desk, 'button', words.kit.choosePicture);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await next();
    const folder = folderFor('gescand');
    await verdictFor(folder);
    await restore();
    expect(existsSync(join(folder, 'vault.json'))).toBe(true);
    await leave();
  });

  test('with a ticket that the Privacy Officer made for this computer', async () => {
    const { app, hands, words } = desk;
    await hands.press(app.page.getByRole('button', { name: words.welcome.restore }));
    await press(desk, 'button', words.restore.askTicket);
    await app.answerDialog([app.folder.file('aanvraag.json')]);
    await press(desk, 'button', words.restore.saveRequest);
    // There is no keychain on the machines that test.
    await hands.press(app.page.getByRole('checkbox', { name: words.welcome.keyFile }));
    await app.answerDialog([app.folder.file('aanvraag.json')]);
    await press(desk, 'button', words.restore.saveRequest);
    await heading(words.restore.requestDone);
    await looksRight('request');
    const fingerprint = await app.page.locator('pre').innerText();
    await press(desk, 'button', words.restore.requestClose);
    await press(desk, 'button', words.restore.stop);

    const request = readFileSync(app.folder.file('aanvraag.json'), 'utf8');
    const target = await folderTarget(office.place);
    const remembered = new Map();
    const wanted = { target, remembered, snapshot: 'newest', request, fingerprint, kitText: office.kit };
    const { file } = await makeTicket(office.env, { ...wanted, folder: home.file('rebuilt') }, unwatched);
    writeFileSync(app.folder.file('ticket.json'), file);

    await reach(office.place);
    await way(words.kit.byTicket);
    await app.answerDialog([app.folder.file('ticket.json')]);
    await press(desk, 'button', words.kit.chooseTicket);
    await app.page.getByText(words.kit.ticketRead).waitFor();
    const folder = folderFor('met ticket');
    await verdictFor(folder);
    await restore();
    expect(await app.page.getByText(words.restore.doneNoNames).count()).toBe(1);
    expect(await find(desk, 'button', words.restore.finishNow).count()).toBe(0);
    expect(existsSync(join(folder, 'restored.json'))).toBe(true);
    await leave();
  });

  test('in the place of the one that is there, which is set aside once its name was typed', async () => {
    const { app, hands, words } = desk;
    const before = treeDigest(app.folder.file('getypt'));
    await reach(office.place);
    await byFile();
    await verdictFor(app.folder.file('getypt'));
    const act = find(desk, 'button', words.restore.restore);
    expect(await act.isEnabled()).toBe(false);
    await looksRight('in place');
    await hands.write(field(desk, filled(words.ui.typeName, { name: 'getypt' })), 'getypt');
    await restore();
    await looksRight('done in place');
    const aside = readdirSync(app.folder.path).find((name) => name.startsWith('getypt.set-aside-')) ?? '';
    expect(treeDigest(app.folder.file(aside))).toEqual(before);
    await leave();
  });

  test('from backups whose end was cut off only once their age was typed over', async () => {
    const { app, hands, words } = desk;
    const place = home.file('afgekapt');
    copyFolder(office.place, place);
    const last =
      readdirSync(join(writerFolderOf(place), 'snapshots'))
        .sort()
        .at(-1) ?? '';
    rmSync(join(writerFolderOf(place), 'snapshots', last));
    for (const beat of readdirSync(join(writerFolderOf(place), 'heartbeats'))) {
      rmSync(join(writerFolderOf(place), 'heartbeats', beat));
    }
    await reach(place);
    await byFile();
    const folder = folderFor('afgekapt terug');
    await verdictFor(folder);
    await app.page.getByText(/^Deze back-ups zijn stil sinds /).waitFor();
    const act = find(desk, 'button', words.restore.restore);
    const age = field(desk, filled(words.restore.retypeAge, { age: '2 dagen' }));
    await looksRight('cut off');
    for (const wrong of ['', '3 dagen', 'ja']) {
      await hands.write(age, wrong);
      expect(await act.isEnabled(), wrong).toBe(false);
    }
    expect(readdirSync(folder)).toEqual([]);
    await hands.write(age, '2 dagen');
    await restore();
    await leave();
  });

  test('not from backups of which something is missing or was planted, which are shown before anything is written', async () => {
    const { app, words } = desk;
    const place = home.file('bedorven');
    copyFolder(office.place, place);
    rmSync(join(writerFolderOf(place), 'packs'), { recursive: true });
    const snapshot =
      readdirSync(join(writerFolderOf(place), 'snapshots'))
        .sort()
        .at(-1) ?? '';
    const forged = readFileSync(join(writerFolderOf(place), 'snapshots', snapshot), 'utf8').replace(
      '"signature":"',
      '"signature":"A',
    );
    writeFileSync(join(writerFolderOf(place), 'snapshots', snapshot), forged);
    await reach(place);
    await byFile();
    await app.page.getByText(/niet zoals het hoort/).waitFor();
    await press(desk, 'button', words.restore.verifyAll);
    await app.page
      .getByRole('status')
      .getByText(/niet zoals ze werden geschreven$/)
      .waitFor();
    expect(await app.page.getByText(words.restore.good, { exact: true }).count()).toBe(0);
    await looksRight('moments, spoilt');
    const folder = folderFor('bedorven terug');
    await verdictFor(folder);
    await app.page.getByText(words.restore.verdictBad, { exact: true }).waitFor();
    expect(await find(desk, 'button', words.restore.restore).isEnabled()).toBe(false);
    await looksRight('hostile');
    expect(readdirSync(folder)).toEqual([]);
    await stop(4);
  });
});
