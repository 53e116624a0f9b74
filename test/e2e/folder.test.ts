import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { signIn } from './pages/entry.ts';
import { addByDialog, added, newFolder, openFolder, row, seal, search } from './pages/folders.ts';
import { mouse } from './pages/hands.ts';
import { filled } from './pages/words.ts';
import { describeWindow } from './support/describe-window.ts';
import { makeVault } from './support/signed-in.ts';

const client = 'Familie Jansen';
const baker = 'Bakkerij De Krakeling';

/** Whether a press on its middle would reach it. */
const isOnTop = (element: Element): boolean => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
};

/** What is to be sealed is sealed after eight seconds by itself. */
const soonerThanByItselfMs = 5000;
const mebibyte = 1024 * 1024;

describeWindow('the documents of a folder, at the screen', () => {
  let desk: Desk;
  const inDialog = (button: string) =>
    desk.app.page.getByRole('dialog').getByRole('button', { name: button, exact: true });
  const says = (text: string, values = {}) => desk.app.page.getByText(filled(text, values)).first().waitFor();
  const focused = async () => await desk.app.page.evaluate(() => document.activeElement?.getAttribute('role'));

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    const { app, words } = desk;
    const vault = await makeVault(app);
    await app.answerDialog([vault]);
    await desk.hands.press(app.page.getByRole('button', { name: words.welcome.open }));
    await signIn(desk, officerName, officerPassphrase);
    await newFolder(desk, baker);
    await newFolder(desk, client);
    const files = ['Polis.pdf', 'Brief.txt', 'Nota.txt', 'Aanvraag/Formulier.pdf'].map((name) =>
      app.folder.file(`in/${name}`),
    );
    for (const file of files) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `content of ${file}`);
    }
    await addByDialog(desk, 'chooseDirectory', [app.folder.file('in')]);
    await added(desk, files.length);
    await desk.hands.press(row(desk, 'in'));
  });
  afterAll(async () => await desk?.app.close());

  it('are renamed by F2 and put into the bin by Del, both are undone, and the focus stays in the table', async () => {
    const { app, words } = desk;
    await row(desk, 'Polis.pdf').focus();
    await app.page.keyboard.press('F2');
    const name = field(desk, words.documents.newName);
    await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
    // The name without its extension is selected.
    await app.page.keyboard.type('Polis 2026');
    await app.page.keyboard.press('Enter');
    await says(words.documents.renamedToast, { name: 'Polis 2026.pdf' });
    await row(desk, 'Polis 2026.pdf').waitFor();
    await expect.poll(focused).toBe('row');
    await app.page.keyboard.press('Control+z');
    await row(desk, 'Polis.pdf').waitFor();

    await row(desk, 'Brief.txt').focus();
    await app.page.keyboard.press('Delete');
    await says(words.documents.binnedOneToast, { name: 'Brief.txt' });
    await row(desk, 'Brief.txt').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('row');
    await app.page.keyboard.press('Control+z');
    await row(desk, 'Brief.txt').waitFor();
  });

  it('stay selected when the explanation of sealing is cancelled', async () => {
    const { hands, words } = desk;
    const box = row(desk, 'Brief.txt').getByRole('checkbox');
    await hands.press(box);
    expect(await box.isChecked()).toBe(true);
    await press(desk, 'button', words.documents.seal);
    await hands.press(inDialog(words.ui.cancel));
    await desk.app.page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await box.isChecked()).toBe(true);
    await press(desk, 'button', words.documents.selectNone);
    expect(await box.isChecked()).toBe(false);
  });

  it('are not sealed when that is cancelled in time, and are at once when one leaves the screen', async () => {
    const { app, hands, words } = desk;
    await row(desk, 'Brief.txt').focus();
    await app.page.keyboard.press('Control+Shift+Z');
    await hands.press(inDialog(words.seal.seal));
    await press(desk, 'button', filled(words.seal.cancelRow, { name: 'Brief.txt' }));
    await find(desk, 'button', filled(words.documents.sealRow, { name: 'Brief.txt' })).waitFor();
    await seal(desk, 'Brief.txt', true);
    await seal(desk, 'Nota.txt', true);
    await press(desk, 'tab', words.folder.details);
    await press(desk, 'tab', words.folder.documents);
    await desk.hands.press(row(desk, 'in'));
    await row(desk, 'Polis.pdf').waitFor();
    await row(desk, 'Brief.txt').waitFor({ state: 'detached', timeout: soonerThanByItselfMs });
    const both = filled(words.seal.sealedSpoken_other, { count: 2 });
    await desk.app.page.getByRole('status').filter({ hasText: both }).waitFor({ state: 'attached' });
  });

  it('found by a search are shown in their directory, which opens', async () => {
    const { app } = desk;
    await search(desk, 'formulier jansen');
    await row(desk, 'Formulier.pdf').waitFor();
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('Enter');
    await find(desk, 'heading', client).waitFor();
    await find(desk, 'heading', 'Formulier.pdf').waitFor();
    await row(desk, 'Formulier.pdf').waitFor();
  });

  it('go with their directory to another folder that one may write in', async () => {
    const { app, hands, words } = desk;
    await hands.press(row(desk, 'Aanvraag').getByRole('checkbox'));
    await press(desk, 'button', words.documents.move);
    const dialog = app.page.getByRole('dialog');
    await hands.choose(dialog.locator('input').and(app.page.getByLabel(words.documents.toFolder)), baker);
    await hands.press(inDialog(words.documents.move));
    await row(desk, 'Aanvraag').waitFor({ state: 'detached' });
    await openFolder(desk, baker);
    await row(desk, 'in').waitFor();
    await openFolder(desk, client);
    await hands.press(row(desk, 'in'));
  });

  it('are erased from the bin with their name and a reason only, and nothing then offers to undo it', async () => {
    const { app, hands, words } = desk;
    await row(desk, 'Polis.pdf').focus();
    await app.page.keyboard.press('Delete');
    await says(words.documents.binnedOneToast, { name: 'Polis.pdf' });
    await press(desk, 'button', words.documents.bin);
    await hands.press(row(desk, 'Polis.pdf').getByRole('checkbox'));
    await press(desk, 'button', words.documents.erase);
    const erase = inDialog(words.documents.erase);
    await erase.waitFor();
    const undo = app.page.getByText('Maak ongedaan').last();
    // The offer to undo lies under the dialog, as the screen does.
    expect(await undo.evaluate(isOnTop)).toBe(false);
    await hands.write(field(desk, words.ui.reason), 'Verzoek van de klant');
    expect(await erase.isDisabled()).toBe(true);
    await app.page.getByRole('dialog').getByRole('textbox').last().fill('POLIS.pdf');
    await hands.press(erase);
    await says(words.documents.emptyBin);
    await expect.poll(() => app.page.getByText('Maak ongedaan').count()).toBe(0);
    await press(desk, 'button', words.documents.documents);
  });

  it('that are being added say, when that is cancelled, what stays', async () => {
    const { app, words } = desk;
    const [small, big] = [app.folder.file('groot/1.txt'), app.folder.file('groot/2.bin')];
    mkdirSync(path.dirname(small));
    writeFileSync(small, 'small');
    writeFileSync(big, '');
    truncateSync(big, 700 * mebibyte);
    await addByDialog(desk, 'chooseDirectory', [path.dirname(small)]);
    await press(desk, 'button', words.ui.cancel);
    const { stoppedBefore, stopped_one } = words.import;
    await app.page
      .getByText(stoppedBefore)
      .or(app.page.getByText(filled(stopped_one, { count: 1 })))
      .waitFor();
  });
});
