import { type Desk, find, press } from './desk.ts';

/* The steps of getting a vault back from its backups, from Welcome, in the order in which one takes them. */

/** Where the key is asked for: the locker file, and on to the moments. */
export async function giveLockerFile(desk: Desk, file: string): Promise<void> {
  const { app, words } = desk;
  await app.answerDialog([file]);
  await press(desk, 'button', words.kit.chooseLocker);
  await app.page.getByText(words.kit.keyRead).waitFor();
  await press(desk, 'button', words.restore.next);
  await find(desk, 'table', words.restore.moments).waitFor();
}

/** From the moments, or the key where a ticket tells the moment, to the verdict. @param folder for the vault. */
export async function toVerdict(desk: Desk, folder: string): Promise<void> {
  const { app, words } = desk;
  await press(desk, 'button', words.restore.next);
  await find(desk, 'heading', words.restore.folderTitle).waitFor();
  await app.answerDialog([folder]);
  await press(desk, 'button', words.restore.chooseFolder);
  await app.page.getByText(/^Map: /).waitFor();
  await press(desk, 'button', words.restore.check);
  await find(desk, 'heading', words.restore.verdictTitle).waitFor();
}

/** From the verdict to the vault that is back. */
export async function restoreNow(desk: Desk): Promise<void> {
  await press(desk, 'button', desk.words.restore.restore);
  await find(desk, 'heading', desk.words.restore.doneTitle).waitFor();
}

/** From a restored vault back to Welcome. */
export async function backToWelcome(desk: Desk): Promise<void> {
  await press(desk, 'button', desk.words.restore.toVault);
  await press(desk, 'button', desk.words.signIn.otherVault);
  await find(desk, 'heading', desk.words.welcome.title).waitFor();
}
