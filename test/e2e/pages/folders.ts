import type { Locator } from 'playwright-core';
import { type Desk, field, find, press } from './desk.ts';
import { goTo } from './frame.ts';
import { filled } from './words.ts';

/** A row of a table, by a text in it. */
export const row = ({ app }: Desk, text: string): Locator => app.page.getByRole('row').filter({ hasText: text });

export async function newFolder(desk: Desk, name: string): Promise<void> {
  const { hands, words } = desk;
  await goTo(desk, 'navFolders');
  await press(desk, 'button', words.folders.newFolder);
  await hands.write(field(desk, words.folders.newName), name);
  await press(desk, 'button', words.folders.create);
  await find(desk, 'heading', name).waitFor();
}

export async function openFolder(desk: Desk, name: string): Promise<void> {
  await goTo(desk, 'navFolders');
  const clear = find(desk, 'button', desk.words.ui.clearSearch);
  if (await clear.isVisible()) await desk.hands.press(clear);
  await desk.hands.press(row(desk, name));
  await find(desk, 'heading', name).waitFor();
}

/** Adds files by the dialog of the system. */
export async function addByDialog(
  desk: Desk,
  kind: 'chooseFiles' | 'chooseDirectory',
  paths: readonly string[],
): Promise<void> {
  const { app, words } = desk;
  await app.answerDialog(paths);
  await press(desk, 'button', words.import.addFiles);
  await press(desk, 'menuitem', words.import[kind]);
}

/** Waits for the result of adding files, all of which were taken in, and puts it away. */
export async function added(desk: Desk, count: number): Promise<void> {
  const { app, words } = desk;
  const text = filled(count === 1 ? words.import.added_one : words.import.added_other, { count });
  await app.page.getByText(text).waitFor();
  const [, notTaken = ''] = words.import.notTaken_other.split('}}');
  if ((await app.page.getByText(notTaken).count()) > 0) throw new Error('not every file was taken in');
  await press(desk, 'button', words.ui.putAway);
}

/** Seals a document by its row; the first time of a session the window explains it first. */
export async function seal(desk: Desk, document: string, explained: boolean): Promise<void> {
  const { app, hands, words } = desk;
  await hands.press(find(desk, 'button', filled(words.documents.sealRow, { name: document })));
  if (!explained)
    await hands.press(app.page.getByRole('dialog').getByRole('button', { name: words.seal.seal, exact: true }));
  await find(desk, 'button', filled(words.seal.cancelRow, { name: document })).waitFor();
}

/** Types in the search of all folders. */
export async function search(desk: Desk, text: string): Promise<void> {
  await goTo(desk, 'navFolders');
  await desk.hands.write(field(desk, desk.words.folders.search), text);
}

/** Opens the folder that is shown to its details of a document. */
export async function openDocument(desk: Desk, document: string): Promise<void> {
  await desk.hands.press(row(desk, document).getByText(document));
  await find(desk, 'heading', document).waitFor();
}

/** Gives somebody the folder that is shown. */
export async function giveAccess(desk: Desk, person: string, right: 'readLabel' | 'writeLabel'): Promise<void> {
  const { app, hands, words } = desk;
  await press(desk, 'tab', words.folder.access);
  await press(desk, 'button', words.access.give);
  const dialog = app.page.getByRole('dialog');
  await hands.choose(dialog.locator('input').and(app.page.getByLabel(words.access.choosePerson)), person);
  await hands.press(dialog.getByRole('radio', { name: words.access[right], exact: true }));
  await hands.press(dialog.getByRole('button', { name: words.access.give, exact: true }));
  await row(desk, person).waitFor();
  await press(desk, 'tab', words.folder.documents);
}
