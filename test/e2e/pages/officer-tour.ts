import { writeFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { ask } from '../support/bridge.ts';
import { openArchive } from './archive.ts';
import { beSomebody } from './demonstration.ts';
import { type Desk, field, find, press, secret } from './desk.ts';
import { switchUser } from './entry.ts';
import { row, search } from './folders.ts';
import { goTo } from './frame.ts';
import { pressAndTryToLeave } from './people.ts';
import { type Look, lookAtDialog } from './screens.ts';
import { codeOf, proveSecondFactor, secondFactorKey } from './second-factor.ts';
import { filled } from './words.ts';

const passphrase = 'Bakur-lemis-torav-pidon-7';
const person = 'Anouk Jansen';

const dialog = ({ app }: Desk): Locator => app.page.getByRole('dialog');
const inDialog = (desk: Desk, button: string): Locator =>
  dialog(desk).getByRole('button', { name: button, exact: true });

/** What the Privacy Officer of the demonstration, who is signed in, meets in her work; what she changes is of no matter to others. */
export async function officerTour(desk: Desk, look: Look): Promise<void> {
  await waitingTour(desk, look);
  await searchTour(desk, look);
  await documentsTour(desk, look);
  await accessTour(desk, look);
  await archiveTour(desk, look);
  await unforeseenTour(desk, look);
  await accountTour(desk, look);
}

/** A button whose name begins as this text does. */
const beginning = ({ app }: Desk, text: string): Locator =>
  app.page.getByRole('button', { name: new RegExp(`^${text.split('{{')[0]}`) }).first();

/** What waits for her: a request that she refuses, a task that is dropped; and the log that she takes along. */
async function waitingTour(desk: Desk, look: Look): Promise<void> {
  const { app, hands, words } = desk;
  await goTo(desk, 'navToday');
  await hands.press(beginning(desk, words.today.refuseNamed));
  await lookAtDialog(desk, look, 'today: refuse a request');
  await goTo(desk, 'navTasks');
  await hands.press(app.page.getByText(words.tasks.all, { exact: true }));
  await hands.press(app.page.getByRole('table').locator('tbody').getByRole('button').first());
  await press(desk, 'button', words.tasks.drop);
  await lookAtDialog(desk, look, 'tasks: drop');
  await goTo(desk, 'navLog');
  await press(desk, 'button', words.log.exportLog);
  await lookAtDialog(desk, look, 'log: export');
}

/** A screen that fails, which the rest of the window outlives, and somebody who is not there. */
async function unforeseenTour(desk: Desk, look: Look): Promise<void> {
  const { app, words } = desk;
  await goTo(desk, 'navPeople');
  await press(desk, 'button', person);
  await press(desk, 'tab', words.people.tabAccount);
  // What React drew is taken from under it, so that it fails when it draws the next.
  await app.page.getByRole('tabpanel').evaluate((panel) => panel.replaceChildren());
  await app.page.getByRole('tabpanel').evaluate((panel) => panel.remove());
  await press(desk, 'tab', words.people.tabHistory);
  await find(desk, 'button', words.app.tryAgain).waitFor();
  await look(desk, 'a screen that failed');
  await press(desk, 'button', words.app.tryAgain);
  await find(desk, 'tab', words.people.tabHistory).waitFor();

  await ask(app.page, 'rememberRoute', { route: 'person/nobody' });
  await switchUser(desk);
  await beSomebody(desk, 'Petra van der Meer');
  await find(desk, 'heading', words.people.personMissing).waitFor();
  await look(desk, 'person: not found');
}

async function searchTour(desk: Desk, look: Look): Promise<void> {
  await search(desk, 'opdracht');
  await row(desk, 'Opdrachtbevestiging').first().waitFor();
  await look(desk, 'folders: found');
  await search(desk, 'zoiets is er niet');
  await row(desk, 'Opdrachtbevestiging').first().waitFor({ state: 'detached' });
  await look(desk, 'folders: nothing found');
  await press(desk, 'button', desk.words.ui.clearSearch);
}

/** Documents of the first folder: chosen, opened, moved, renamed, thrown away, added and sealed. */
async function documentsTour(desk: Desk, look: Look): Promise<void> {
  const { app, hands, words } = desk;
  await goTo(desk, 'navFolders');
  await hands.press(app.page.getByRole('row').nth(1));
  await find(desk, 'tab', words.folder.documents).waitFor();
  await hands.press(app.page.getByText(words.documents.flat, { exact: true }));
  const pdf = row(desk, '.pdf').first();
  await pdf.waitFor();
  await look(desk, 'documents: a flat list');
  await hands.press(pdf.getByRole('checkbox'));
  await hands.press(row(desk, '.csv').first().getByRole('checkbox'));
  await look(desk, 'documents: some are selected');
  await press(desk, 'button', words.documents.move);
  await lookAtDialog(desk, look, 'documents: move');
  await press(desk, 'button', words.documents.export);
  await lookAtDialog(desk, look, 'documents: export');
  await press(desk, 'button', words.documents.seal);
  await lookAtDialog(desk, look, 'documents: what sealing is');
  await press(desk, 'button', words.documents.selectNone);
  await pdf.focus();
  await app.page.keyboard.press('F2');
  await lookAtDialog(desk, look, 'documents: rename');

  await press(desk, 'button', words.folder.more);
  await find(desk, 'menuitem', words.folder.destroyFolder).waitFor();
  await look(desk, 'folder: menu');
  await press(desk, 'menuitem', words.folder.renameFolder);
  await lookAtDialog(desk, look, 'folder: rename');
  await press(desk, 'button', words.folder.more);
  await press(desk, 'menuitem', words.folder.destroyFolder);
  await lookAtDialog(desk, look, 'folder: destroy');

  writeFileSync(app.folder.file('Polis 2019.txt'), 'Polis 2019');
  writeFileSync(app.folder.file('Polis 2020.txt'), 'Polis 2020');
  await press(desk, 'button', words.import.addFiles);
  await find(desk, 'menuitem', words.import.chooseFiles).waitFor();
  await look(desk, 'documents: ways to add');
  await app.page.keyboard.press('Escape');
  const polis = [app.folder.file('Polis 2019.txt'), app.folder.file('Polis 2020.txt')];
  await app.drop(polis, app.page.locator('[data-drop-region]'));
  await press(desk, 'button', words.import.showAll);
  await look(desk, 'documents: what was added');
  await press(desk, 'button', words.ui.putAway);

  await row(desk, 'Polis 2019.txt').focus();
  await app.page.keyboard.press('Delete');
  await app.page.getByText(filled(words.documents.binnedOneToast, { name: 'Polis 2019.txt' })).waitFor();
  await look(desk, 'documents: thrown away, which can be undone');
  await press(desk, 'button', words.documents.bin);
  await row(desk, 'Polis 2019.txt').waitFor();
  await look(desk, 'documents: the bin');
  await hands.press(row(desk, 'Polis 2019.txt').getByRole('checkbox'));
  await look(desk, 'documents: selected in the bin');
  await press(desk, 'button', words.documents.erase);
  await lookAtDialog(desk, look, 'documents: erase');
  await press(desk, 'button', words.documents.documents);

  await hands.press(row(desk, 'Polis 2020.txt'));
  const shownAs = app.page.getByRole('radiogroup', { name: words.documents.panelView });
  await hands.press(shownAs.getByText(words.documents.details, { exact: true }));
  await app.page.getByText(filled(words.documents.version, { number: 1 })).waitFor();
  await look(desk, 'document: details');
  await press(desk, 'button', words.documents.closePanel);
  await hands.press(find(desk, 'button', filled(words.documents.sealRow, { name: 'Polis 2020.txt' })));
  await hands.press(inDialog(desk, words.seal.seal));
  await find(desk, 'button', filled(words.seal.cancelRow, { name: 'Polis 2020.txt' })).waitFor();
  await look(desk, 'documents: one is about to be sealed');
}

async function accessTour(desk: Desk, look: Look): Promise<void> {
  const { hands, words } = desk;
  await press(desk, 'tab', words.folder.access);
  const [withdraw = ''] = words.access.withdrawOf.split('{{');
  await hands.press(desk.app.page.getByRole('button', { name: new RegExp(`^${withdraw}`) }).first());
  await lookAtDialog(desk, look, 'access: withdraw');
  await press(desk, 'button', words.access.rekey);
  await lookAtDialog(desk, look, 'access: re-encrypt');
}

async function archiveTour(desk: Desk, look: Look): Promise<void> {
  const { app, hands, words } = desk;
  await goTo(desk, 'navArchive');
  await hands.write(field(desk, words.archive.why), 'De bank vraagt om een kopie van de opdrachtbevestiging.');
  await hands.write(secret(desk, words.archive.passphrase), 'niet de wachtzin');
  await press(desk, 'button', words.archive.open);
  await app.page.getByRole('alert').first().waitFor();
  await look(desk, 'archive: a wrong passphrase');
  await openArchive(desk, passphrase);
  await row(desk, '.pdf').first().waitFor();
  await look(desk, 'archive: open');
  await hands.press(row(desk, '.pdf').first());
  await app.page.locator('main aside canvas').waitFor();
  await look(desk, 'archive: a document');
  const panel = app.page.locator('main aside');
  const menu = panel.getByRole('button', { name: words.split.acts });
  await hands.press(menu);
  await press(desk, 'menuitem', words.archive.export);
  await lookAtDialog(desk, look, 'archive: export');
  await hands.press(menu);
  await press(desk, 'menuitem', words.archive.return);
  await lookAtDialog(desk, look, 'archive: return');
  await press(desk, 'button', words.archive.extend);
  await lookAtDialog(desk, look, 'archive: the passphrase again');
  await press(desk, 'button', words.archive.closeNow);
  await field(desk, words.archive.why).waitFor();
}

async function accountTour(desk: Desk, look: Look): Promise<void> {
  const { app, hands, words } = desk;
  await goTo(desk, 'navPeople');
  await press(desk, 'button', person);
  await press(desk, 'tab', words.people.tabAccount);
  await press(desk, 'button', words.people.reset);
  await lookAtDialog(desk, look, 'person: a new first password');
  await goTo(desk, 'navSettings');
  await press(desk, 'tab', words.settings.account);
  await press(desk, 'button', words.settings.changePassphrase);
  await secret(desk, words.settings.oldPassphrase).waitFor();
  await look(desk, 'settings: another passphrase');
  await press(desk, 'button', words.ui.cancel);
  await press(desk, 'button', words.settings.setUp);
  await secret(desk, words.settings.yourPassword).waitFor();
  await look(desk, 'settings: second factor, the passphrase');
  const key = await secondFactorKey(desk, passphrase);
  await look(desk, 'settings: second factor, the QR code');
  await proveSecondFactor(desk, key);
  await press(desk, 'button', words.settings.turnOff);
  await lookAtDialog(desk, look, 'settings: second factor off');
  await press(desk, 'button', words.settings.newCodes);
  await dialog(desk).waitFor();
  await look(desk, 'settings: new recovery codes');
  await hands.write(secret(desk, words.settings.yourPassword), passphrase);
  await hands.write(field(desk, words.settings.code), codeOf(key, 1));
  // The old codes end with it, and the new ones are shown this once: it does not close while it works.
  await pressAndTryToLeave(dialog(desk), words.settings.newCodes);
  await find(desk, 'heading', words.settings.codesTitle).waitFor();
  await hands.press(app.page.getByRole('checkbox', { name: words.settings.codesKept }));
  await press(desk, 'button', words.settings.ready);
  await find(desk, 'button', words.settings.newCodes).waitFor();
}
