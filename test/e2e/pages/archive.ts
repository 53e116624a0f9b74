import { type Desk, field, find, press, secret } from './desk.ts';
import { row } from './folders.ts';
import { filled } from './words.ts';

/** Asks the Privacy Officer for something out of the archive of the folder that is shown. */
export async function askForDocument(desk: Desk, what: string, reason: string): Promise<void> {
  const { app, hands, words } = desk;
  await press(desk, 'tab', words.folder.archive);
  await press(desk, 'button', words.archive.ask);
  await hands.write(field(desk, words.archive.askWhat), what);
  await hands.write(field(desk, words.archive.askReason), reason);
  await press(desk, 'button', words.archive.askSend);
  await app.page.getByText(words.archive.asked).waitFor();
}

/** Opens the archive; the reason is there already where a request brought it. */
export async function openArchive(desk: Desk, passphrase: string): Promise<void> {
  const { hands, words } = desk;
  await hands.write(secret(desk, words.archive.passphrase), passphrase);
  await press(desk, 'button', words.archive.open);
  await find(desk, 'button', words.archive.closeNow).waitFor();
}

/** Writes an archived document to a file. */
export async function exportArchived(desk: Desk, document: string, path: string): Promise<void> {
  const { app, hands, words } = desk;
  await press(desk, 'button', filled(words.archive.exportOf, { name: document }));
  await app.answerDialog([path]);
  await hands.press(app.page.getByRole('dialog').getByRole('button', { name: words.archive.export, exact: true }));
  await app.page.getByText(filled(words.archive.exported, { name: path.split('/').at(-1) ?? '' })).waitFor();
}

export async function returnArchived(desk: Desk, document: string, folder: string): Promise<void> {
  const { app, hands, words } = desk;
  await press(desk, 'button', filled(words.archive.returnOf, { name: document }));
  await hands.press(app.page.getByRole('dialog').getByRole('button', { name: words.archive.return, exact: true }));
  await app.page.getByText(filled(words.archive.returned, { name: document, folder })).waitFor();
  await row(desk, document).waitFor({ state: 'detached' });
}
