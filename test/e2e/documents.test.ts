import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idBytes } from '../../src-main/core/crypto/bytes.ts';
import { dutchToday } from '../../src-renderer/features/tasks/task.ts';
import { formatsOf } from '../../src-renderer/i18n/format.ts';
import { createOffice, folderFor, type Office, writeNote } from '../support/office.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { leaveBy, signIn } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { addByDialog, added, openDocument, openFolder, row } from './pages/folders.ts';
import { goTo, typeInPalette } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { filled } from './pages/words.ts';
import { ask } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';

const client = 'Familie Jansen';
const leaving = 'Bakkerij De Vries';
const damaged = 'Stichting De Linde';
const mebibyte = 1024 * 1024;
const millisecondsInDay = 86_400_000;

describeWindow('folders, keys and checks of the Privacy Officer, at the screen', () => {
  let desk: Desk;
  let office: Office;
  let clientId = '';
  let damagedId = '';
  let socket: Server;

  const dialog = (): Locator => desk.app.page.getByRole('dialog');
  const inDialog = (button: string): Locator => dialog().getByRole('button', { name: button, exact: true });
  const says = async (text: string, values = {}) =>
    await desk.app.page.getByText(filled(text, values)).first().waitFor();
  const keys = async (combination: string) => await desk.app.page.keyboard.press(combination);
  /** Where the focus is: what stands in it, and the region that it is in. */
  const focus = async () =>
    await desk.app.page.evaluate(() => ({
      text: document.activeElement?.textContent ?? '',
      label: document.activeElement?.getAttribute('aria-label') ?? '',
      region: document.activeElement?.getAttribute('data-region') ?? '',
    }));
  const headed = async (title: string) => await expect.poll(focus).toMatchObject({ text: title });

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    const { app, words } = desk;
    office = await createOffice({}, app.folder);
    [clientId = '', damagedId = ''] = await office.asOfficer(async (officer) => [
      await folderFor(officer, client, {}),
      await folderFor(officer, damaged, {}),
    ]);
    mkdirSync(app.folder.file('klant/brieven'), { recursive: true });
    writeFileSync(app.folder.file('klant/offerte.txt'), 'Offerte, eerste versie');
    writeFileSync(app.folder.file('klant/brieven/aanslag.txt'), 'Aanslag 2025');
    symlinkSync('nergens.txt', app.folder.file('klant/verwijzing.txt'));
    symlinkSync('..', app.folder.file('klant/brieven/rondje'));
    socket = createServer();
    await new Promise<void>((listening) => socket.listen(app.folder.file('klant/stekker'), listening));
    await app.answerDialog([office.folder]);
    await desk.hands.press(app.page.getByRole('button', { name: words.welcome.open }));
    await signIn(desk, officerName, officerPassphrase);
  });
  afterAll(async () => {
    socket?.close();
    await desk?.app.close();
  });
  pictureFailures(() => desk);

  const drop = async (path: string) =>
    await desk.app.drop([desk.app.folder.file(path)], desk.app.page.locator('[data-drop-region]'));

  test('a whole directory is dropped: what can be taken is, and of the rest it says which and why', async () => {
    const { app, words } = desk;
    await openFolder(desk, client);
    await drop('klant');
    await says(words.import.added_other, { count: 2 });
    await says(words.import.notTaken_other, { count: 3 });
    const told = app.page.getByRole('region', { name: words.import.outcome });
    const because = async (file: string, why: string) =>
      await told.getByRole('row').filter({ hasText: file }).getByText(why).waitFor();
    await because('verwijzing.txt', words.import['skipped-symbolic-link']);
    await because('rondje', words.import['skipped-symbolic-link']);
    await because('stekker', words.import['skipped-special-file']);
    expect(await told.getByRole('row').filter({ hasText: 'offerte.txt' }).count()).toBe(0);
    await press(desk, 'button', words.ui.putAway);
    await desk.hands.press(row(desk, 'klant'));
    await row(desk, 'offerte.txt').waitFor();
    await row(desk, 'brieven').waitFor();
  });

  test('what takes long shows how far it is, and is cancelled with what stays', async () => {
    const { app, hands, words } = desk;
    mkdirSync(app.folder.file('groot'));
    writeFileSync(app.folder.file('groot/film.bin'), '');
    truncateSync(app.folder.file('groot/film.bin'), 4000 * mebibyte);
    await drop('groot');
    await app.page.getByRole('progressbar', { name: words.import.importing }).waitFor();
    await says(words.import.stays);
    await app.page.getByText(/ van 4,2 GB · nog ongeveer \d+ (sec|min)/).waitFor();
    // What goes on for longer stands beside the navigation too, from where it is cancelled as well.
    await press(desk, 'button', words.app.jobs_one.replace('{{count}}', '1'));
    await dialog()
      .getByText(/ van 4,2 GB/)
      .waitFor();
    expect(await faults(desk, 'what runs, beside the navigation')).toEqual([]);
    await hands.press(dialog().getByRole('button', { name: words.ui.cancel, exact: true }));
    await says(words.import.stoppedBefore);
    await press(desk, 'button', words.ui.putAway);
    expect(await row(desk, 'film.bin').count()).toBe(0);
  });

  test('a document that is added again gets a version, and an older one is still to be had', async () => {
    const { app, hands, words } = desk;
    writeFileSync(app.folder.file('klant/offerte.txt'), 'Offerte, tweede versie');
    await addByDialog(desk, 'chooseDirectory', [app.folder.file('klant')]);
    await says(words.import.newVersions_one, { count: 1 });
    await says(words.import.unchanged_one, { count: 1 });
    await press(desk, 'button', words.ui.putAway);
    await openDocument(desk, 'offerte.txt');
    const shownAs = app.page.getByRole('radiogroup', { name: words.documents.panelView });
    await hands.press(shownAs.getByText(words.documents.details, { exact: true }));
    await says(`${filled(words.documents.version, { number: 2 })} · ${words.documents.current}`);
    await press(desk, 'button', filled(words.documents.exportThisVersion, { number: 1 }));
    await says(words.documents.exportWarning);
    await app.answerDialog([app.folder.file('eerste.txt')]);
    await hands.press(inDialog(words.documents.export));
    await says(words.documents.exported_one, { count: 1, name: 'eerste.txt' });
    expect(readFileSync(app.folder.file('eerste.txt'), 'utf8')).toBe('Offerte, eerste versie');
    await press(desk, 'button', filled(words.documents.showThisVersion, { number: 1 }));
    await says(words.documents.older, { number: 1 });
    await says('Offerte, eerste versie');
    await press(desk, 'button', words.documents.toCurrent);
    await says('Offerte, tweede versie');
    expect(await app.page.getByText(filled(words.documents.older, { number: 1 })).count()).toBe(0);
    await press(desk, 'button', words.documents.closePanel);
  });

  test('what was thrown away is put back out of the bin', async () => {
    const { hands, words } = desk;
    await row(desk, 'offerte.txt').focus();
    await keys('Delete');
    await row(desk, 'offerte.txt').waitFor({ state: 'detached' });
    await press(desk, 'button', words.documents.bin);
    await row(desk, 'offerte.txt').filter({ hasText: officerName }).waitFor();
    await hands.press(row(desk, 'offerte.txt').getByRole('checkbox'));
    await press(desk, 'button', words.documents.restore);
    await says(words.documents.emptyBin);
    await press(desk, 'button', words.documents.documents);
    await hands.press(row(desk, 'klant'));
    await row(desk, 'offerte.txt').waitFor();
  });

  test('a note stands with its author, and the history tells what happened', async () => {
    const { app, hands, words } = desk;
    await press(desk, 'tab', words.folder.details);
    await hands.write(field(desk, words.folder.newNote), 'Belt liever na vier uur.');
    await press(desk, 'button', words.folder.addNote);
    const note = app.page.getByRole('listitem').filter({ hasText: 'Belt liever na vier uur.' });
    await note.getByText(officerName).waitFor();
    expect(await field(desk, words.folder.newNote).inputValue()).toBe('');
    await press(desk, 'tab', words.folder.history);
    await row(desk, words.folder['note-added']).waitFor();
    await row(desk, filled(words.folder['version-added'], { version: 2 }))
      .filter({ hasText: 'offerte.txt' })
      .waitFor();
    await press(desk, 'tab', words.folder.documents);
  });

  test('keys add, find, export and go back, and a screen that comes has the focus on its heading', async () => {
    const { app, hands, words } = desk;
    await keys('Control+2');
    await headed(words.folders.title);
    await keys('Control+f');
    await expect.poll(focus).toMatchObject({ label: words.folders.search });
    await app.page.keyboard.type('jansen');
    await row(desk, client).first().waitFor();
    await keys('ArrowDown');
    await keys('Enter');
    await headed(client);
    writeFileSync(app.folder.file('polis.txt'), 'Polis 2026');
    await app.answerDialog([app.folder.file('polis.txt')]);
    await keys('Control+o');
    await added(desk, 1);
    await row(desk, 'polis.txt').focus();
    await keys('Control+e');
    await app.answerDialog([app.folder.file('uit.txt')]);
    await hands.press(inDialog(words.documents.export));
    await says(words.documents.exported_one, { count: 1, name: 'uit.txt' });
    expect(readFileSync(app.folder.file('uit.txt'), 'utf8')).toBe('Polis 2026');
    await keys('Alt+ArrowLeft');
    // The list is found as it was left, in the row of the folder.
    await expect.poll(focus).toMatchObject({ text: expect.stringContaining(client) });
    for (const region of ['header', 'nav', 'main']) {
      await keys('F6');
      await expect.poll(focus).toMatchObject({ region });
    }
    const places = ['today', 'folders', 'archive', 'tasks', 'people', 'backups', 'log', null, 'settings'] as const;
    for (const [index, place] of places.entries()) {
      if (place === null || place === 'folders') continue;
      await keys(`Control+${index + 1}`);
      await headed(words[place].title);
    }
  });

  test('the palette goes to a document and begins a task, without a mouse', async () => {
    const { app, words } = desk;
    await typeInPalette(desk, 'polis');
    await app.page.getByRole('option', { name: 'polis.txt', selected: true }).waitFor();
    await keys('Enter');
    await find(desk, 'heading', 'polis.txt').waitFor();
    await typeInPalette(desk, '>dossier');
    await app.page.getByRole('option', { name: words.app.actNewFolder }).waitFor();
    await typeInPalette(desk, '>taak');
    await app.page.getByRole('option', { name: words.app.actNewTask, selected: true }).waitFor();
    await keys('Enter');
    await field(desk, words.tasks.fieldTitle).waitFor();
    await keys('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('a folder is made by Ctrl+N, and destroyed with its name and a reason only', async () => {
    const { hands, words } = desk;
    await goTo(desk, 'navFolders');
    await keys('Control+n');
    await hands.write(field(desk, words.folders.newName), leaving);
    await press(desk, 'button', words.folders.create);
    await find(desk, 'heading', leaving).waitFor();
    await press(desk, 'button', words.folder.more);
    await press(desk, 'menuitem', words.folder.destroyFolder);
    await says(words.folder.destroyText_other, { count: 0 });
    const typed = field(desk, filled(words.ui.typeName, { name: leaving }));
    await hands.write(typed, 'bakkerij de vries');
    expect(await inDialog(words.folder.destroy).isDisabled()).toBe(true);
    await hands.write(typed, 'bakkerij');
    await hands.write(field(desk, words.ui.reason), 'De klant is vertrokken.');
    expect(await inDialog(words.folder.destroy).isDisabled()).toBe(true);
    await hands.write(typed, 'bakkerij de vries');
    await hands.press(inDialog(words.folder.destroy));
    await find(desk, 'heading', words.folders.title).waitFor();
    await row(desk, client).waitFor();
    await row(desk, leaving).waitFor({ state: 'detached' });
  });

  test('the log is narrowed by who, by what and by when', async () => {
    const { app, hands, words } = desk;
    await goTo(desk, 'navLog');
    const lines = app.page.getByRole('grid', { name: words.log.table }).getByRole('row');
    await hands.choose(app.page.getByRole('combobox', { name: words.log.person }), officerName);
    await hands.write(field(desk, words.log.object), client);
    await expect.poll(() => lines.count()).toBeGreaterThan(2);
    const tomorrow = formatsOf('nl').dayInTable(Date.now() + millisecondsInDay);
    await hands.write(field(desk, words.log.from), tomorrow);
    await says(words.log.empty);
    await hands.write(field(desk, words.log.from), dutchToday());
    await expect.poll(() => lines.count()).toBeGreaterThan(2);
    await keys('Escape');
    await press(desk, 'button', words.log.clear);
    expect(await field(desk, words.log.object).inputValue()).toBe('');
  });

  test('the whole vault is checked on request, and nothing is found', async () => {
    const { words } = desk;
    await goTo(desk, 'navSettings');
    await press(desk, 'tab', words.settings.status);
    await press(desk, 'button', words.settings.checkStart);
    await says(words.settings.checkClean.split('{{')[0]?.trim() ?? '');
    await says(words.settings.checkClean.split('}}')[1]?.trim() ?? '');
  });

  test('Ctrl+L and Ctrl+Shift+U lock; what was being written is there again', async () => {
    const { app, hands, words } = desk;
    const reason = 'De bank vraagt naar de polis';
    await goTo(desk, 'navArchive');
    await hands.write(field(desk, words.archive.why), reason);
    const kept = async () => (await ask(app.page, 'draftGet', { key: 'archive' })).text;
    await expect.poll(kept).toBe(reason);
    await leaveBy(desk, async () => await keys('Control+l'));
    await says(words.signIn.lockedByHand);
    await signIn(desk, officerName, officerPassphrase);
    const shown = async () => await field(desk, words.archive.why).inputValue();
    await expect.poll(shown).toBe(reason);
    await leaveBy(desk, async () => await keys('Control+Shift+u'));
    expect(await desk.app.page.getByText(words.signIn.lockedByHand).count()).toBe(0);
  });

  test('a folder and a log that were altered are told on Today, in the list, by the check and in red in the log', async () => {
    const { app, words } = desk;
    // So many that the next sign-in signs a checkpoint behind them, which the alteration then lies before.
    await office.asOfficer((officer) => {
      for (let number = 0; number < 66; number += 1) writeNote(officer, clientId, `notitie ${number}`);
    });
    await office.asOfficer((officer) => {
      officer.db.run('DELETE FROM records WHERE compartment = ?', idBytes(damagedId));
      officer.db.run('UPDATE audit SET at = at + 1 WHERE position = 3');
    });
    await signIn(desk, officerName, officerPassphrase);
    await goTo(desk, 'navToday');
    await app.page.getByRole('region', { name: words.today.exceptions }).getByText(words.today.broken_one).waitFor();
    await press(desk, 'button', words.today.toStatus);
    await says(words.settings.stateBroken_one, { count: 1 });
    expect(await faults(desk, 'status of a damaged vault')).toEqual([]);
    await press(desk, 'button', words.settings.checkStart);
    await says(words.settings.checkTodo);
    expect(await faults(desk, 'check of a damaged vault')).toEqual([]);
    await goTo(desk, 'navFolders');
    await says(words.folders.broken_one);
    expect(await row(desk, damaged).count()).toBe(0);

    await goTo(desk, 'navLog');
    await press(desk, 'button', words.log.check);
    const verdict = app.page.getByRole('alert').filter({ hasText: words.log.checkTodo });
    await verdict.getByText(filled(words.log.findingAt, { position: 3, problem: words.log['chain-broken'] })).waitFor();
    await verdict.getByText(filled(words.log.checkSound, { last: 2 })).waitFor();
    const paint = await verdict.evaluate((element) => {
      const swatch = document.createElement('span');
      swatch.style.color = 'var(--dk-danger)';
      document.body.append(swatch);
      const danger = getComputedStyle(swatch).color;
      swatch.remove();
      return [getComputedStyle(element.firstElementChild ?? element).color, danger];
    });
    expect(paint[0]).toBe(paint[1]);
  });
});
