import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { docx, pdf } from '../../src-main/demo/file-kinds.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { openArchive } from './pages/archive.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { signIn } from './pages/entry.ts';
import { addByDialog, added, newFolder, row } from './pages/folders.ts';
import { goTo, typeInPalette } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { filled } from './pages/words.ts';
import { ask } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';
import { faxPdf } from './support/fax-pdf.ts';
import { makeVault } from './support/signed-in.ts';

/** Longer than anything takes that a test waits for, on a machine that does other things too. */
const patience = { timeout: 20_000 };
const secret = 'Kenmerk-7731-Zwanenveld';
const reason = 'vraag van de nabestaanden';
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const files = {
  'Brief.txt': `Geachte heer,\n${secret}`,
  'Foto.dat': onePixel,
  'Polis.pdf': pdf(['Polisnummer 4711', 'Familie Jansen']),
  'Scan.pdf': faxPdf(),
  'Veel.pdf': faxPdf(1200),
  'Kapot.pdf': '%PDF-1.7 and nothing else',
  'Verslag.docx': docx(['Verslag']),
  'Nep.png': '<html><script>document.title = "ran"</script></html>',
  'Groot.txt': `${secret}\n`.repeat(12_000),
} as const;

describeWindow('what a document holds, beside the table', () => {
  const home = openTempFolder();
  let desk: Desk;
  let folder: string;
  const violations: string[] = [];

  const text = (some: string) => desk.app.page.locator('pre').filter({ hasText: some });
  const image = () => desk.app.page.locator('main aside img');
  const says = (words: string) => desk.app.page.locator('main aside').getByText(words, { exact: true });
  const open = async (name: string) => await desk.hands.press(row(desk, name));
  const focusedRow = async () => await desk.app.page.evaluate(() => document.activeElement?.getAttribute('data-key'));
  /** Whether an address of the page still has a picture behind it. */
  const isThere = async (address: string) =>
    await desk.app.page.evaluate(
      async (src) =>
        await new Promise<boolean>((resolve) => {
          const probe = new Image();
          probe.onload = () => resolve(true);
          probe.onerror = () => resolve(false);
          probe.src = src;
        }),
      address,
    );
  const shownPicture = async () => {
    const loaded = () => image().evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth);
    await expect.poll(loaded, patience).toBe(1);
    return (await image().getAttribute('src')) ?? '';
  };
  /** How many points of a page that is drawn are dark. */
  const darkPoints = async () =>
    await desk.app.page.locator('main aside canvas').evaluate((one) => {
      if (!(one instanceof HTMLCanvasElement)) return 0;
      const { data } = one.getContext('2d')?.getImageData(0, 0, one.width, one.height) ?? { data: [] };
      return data.filter((value, index) => index % 4 === 0 && value < 128).length;
    });
  const told = async (name: string) =>
    (await ask(desk.app.page, 'auditList', { limit: 20 })).flatMap((entry) => (entry.name === name ? entry.facts : []));

  beforeAll(async () => {
    // Everything that the program and its browser write while they run lies below here.
    vi.stubEnv('TMPDIR', home.path);
    desk = await sitDown('nl', mouse);
    vi.unstubAllEnvs();
    const { app, hands, words } = desk;
    const vault = await makeVault(app);
    await app.answerDialog([vault]);
    await hands.press(app.page.getByRole('button', { name: words.welcome.open }));
    await signIn(desk, officerName, officerPassphrase);
    app.page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) violations.push(message.text());
    });
    await newFolder(desk, 'Familie Jansen');
    mkdirSync(app.folder.file('in'));
    const paths = Object.entries(files).map(([name, content]) => {
      writeFileSync(app.folder.file('in', name), content);
      return app.folder.file('in', name);
    });
    await addByDialog(desk, 'chooseFiles', paths);
    await added(desk, paths.length);
    folder = (await ask(app.page, 'folderList', {})).folders[0]?.id ?? '';
  });
  afterAll(async () => {
    await desk?.app.close();
    home[Symbol.dispose]();
  });
  pictureFailures(() => desk);

  test('is a text, or of a long one the beginning', async () => {
    await open('Brief.txt');
    await text(secret).waitFor();
    await open('Groot.txt');
    await says(desk.words.preview.cut).waitFor();
    expect((await text(secret).innerText()).length).toBeLessThanOrEqual(200_000);
  });

  test('is a picture by its bytes, whose address ends with it', async () => {
    await open('Foto.dat');
    const address = await shownPicture();
    expect(address).toMatch(/^blob:/);
    expect(await isThere(address)).toBe(true);
    await press(desk, 'button', desk.words.documents.closePanel);
    await image().waitFor({ state: 'detached' });
    expect(await isThere(address)).toBe(false);
  });

  test('is the pages of a PDF as pictures, with their text for who does not see them', async () => {
    const { app, words } = desk;
    await open('Polis.pdf');
    await says(filled(words.preview.page, { number: 1, pages: 1 })).waitFor();
    const canvas = app.page.locator('main aside canvas');
    await canvas.waitFor();
    expect(await app.page.locator('main aside').textContent()).toContain('Polisnummer 4711');
    const narrow = await canvas.evaluate((one) => one.clientWidth);
    await press(desk, 'button', words.split.larger);
    await expect.poll(() => canvas.evaluate((one) => one.clientWidth), patience).toBeGreaterThan(narrow * 1.5);
    await expect.poll(darkPoints, patience).toBeGreaterThan(500);
    const [width, height] = await canvas.evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]);
    // The page is of A4.
    expect(Number(height) / Number(width)).toBeCloseTo(Math.SQRT2, 1);
    await press(desk, 'button', words.split.smaller);
    expect(app.page.workers()).toHaveLength(1);
    await press(desk, 'button', words.documents.closePanel);
    await expect.poll(() => app.page.workers().length, patience).toBe(0);
  });

  test('is the beginning of a PDF with more pages than a window can hold', async () => {
    const { app, words } = desk;
    await open('Veel.pdf');
    await says(words.preview.cut).waitFor();
    await app.page.locator('main aside canvas').first().waitFor();
    expect(await app.page.locator('main aside ol > li').count()).toBe(1000);
  });

  test('is also a scan, decoded without WebAssembly', async () => {
    await open('Scan.pdf');
    await expect.poll(darkPoints, patience).toBeGreaterThan(10_000);
  });

  test('is an honest word where there is nothing to show, also for HTML that is called a picture', async () => {
    const { app, hands, words } = desk;
    for (const name of ['Nep.png', 'Verslag.docx']) {
      await open(name);
      await find(desk, 'heading', name).waitFor();
      await says(words.preview.none).waitFor();
      expect(await image().count()).toBe(0);
    }
    await open('Kapot.pdf');
    await says(words.preview.unreadable).waitFor();
    await hands.press(app.page.locator('main aside').getByRole('status').getByRole('button'));
    await find(desk, 'button', words.ui.cancel).waitFor();
    await press(desk, 'button', words.ui.cancel);
    expect(await app.page.title()).not.toContain('ran');
  });

  test('opens with Enter, goes with the row, and closes with Escape, which gives the row back', async () => {
    const { page } = desk.app;
    await row(desk, 'Brief.txt').focus();
    await page.keyboard.press('Enter');
    await text(secret).waitFor();
    const key = await focusedRow();
    await page.keyboard.press('ArrowDown');
    await shownPicture();
    await page.keyboard.press('ArrowUp');
    await text(secret).waitFor();
    await press(desk, 'button', desk.words.split.acts);
    await find(desk, 'menuitem', desk.words.documents.rename).waitFor();
    await page.keyboard.press('Escape');
    await find(desk, 'menuitem', desk.words.documents.rename).waitFor({ state: 'detached' });
    await text(secret).waitFor();
    await page.getByRole('region', { name: filled(desk.words.preview.contentOf, { name: 'Brief.txt' }) }).focus();
    await page.keyboard.press('Escape');
    await text(secret).waitFor({ state: 'detached' });
    expect(await focusedRow()).toBe(key);
  });

  test('closes when its document goes to the bin, and no other is read in its place', async () => {
    const { page } = desk.app;
    const panel = page.locator('main aside');
    await row(desk, 'Brief.txt').focus();
    await page.keyboard.press('Enter');
    await text(secret).waitFor();
    const read = async () =>
      (await ask(page, 'auditList', { limit: 200 })).filter(({ name }) => name === 'document-read').length;
    const before = await read();
    // A search that leaves its row out changes nothing about what is open.
    await desk.hands.write(field(desk, desk.words.documents.find), 'foto');
    await row(desk, 'Brief.txt').waitFor({ state: 'detached' });
    await text(secret).waitFor();
    await desk.hands.write(field(desk, desk.words.documents.find), '');
    await row(desk, 'Brief.txt').focus();
    await page.keyboard.press('Delete');
    await row(desk, 'Brief.txt').waitFor({ state: 'detached' });
    await panel.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await row(desk, 'Brief.txt').waitFor();
    expect(await panel.count()).toBe(0);
    expect(await read()).toBe(before);
  });

  test('of one that the palette finds has the focus in the row of the table', async () => {
    await goTo(desk, 'navToday');
    await typeInPalette(desk, 'brief.txt');
    await desk.app.page.getByRole('option', { name: 'Brief.txt', selected: true }).waitFor();
    await desk.app.page.keyboard.press('Enter');
    await text(secret).waitFor();
    const key = await row(desk, 'Brief.txt').getAttribute('data-key');
    await expect.poll(focusedRow, patience).toBe(key);
    // And from within the folder.
    await typeInPalette(desk, 'foto.dat');
    await desk.app.page.getByRole('option', { name: 'Foto.dat', selected: true }).waitFor();
    await desk.app.page.keyboard.press('Enter');
    await shownPicture();
    const other = await row(desk, 'Foto.dat').getAttribute('data-key');
    await expect.poll(focusedRow, patience).toBe(other);
  });

  test('is in the log, and in no file', async () => {
    expect((await told('document-read')).length).toBeGreaterThan(4);
    const sources = desk.app.folder.file('in');
    const written = readdirSync(home.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath !== sources)
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((file) => readFileSync(file).includes(secret))).toEqual([]);
  });

  test('of the archive opens with its reason in the log, and goes when the archive is closed', async () => {
    const { app, hands, words } = desk;
    await ask(app.page, 'sealSchedule', { folder, documents: ['Brief.txt', 'Foto.dat', 'Polis.pdf'] });
    await ask(app.page, 'sealNow', { folder });
    await goTo(desk, 'navArchive');
    await hands.write(field(desk, words.archive.why), reason);
    await openArchive(desk, officerPassphrase);
    await open('Foto.dat');
    const address = await shownPicture();
    await open('Polis.pdf');
    await app.page.locator('main aside canvas').waitFor();
    expect(await isThere(address)).toBe(false);
    // Keys that go through the rows open nothing: only Space and Enter do.
    await app.page.keyboard.press('Home');
    await app.page.keyboard.press('Space');
    await text(secret).waitFor();
    expect(await told('archive-read')).toMatchObject([{ reason }, { reason }, { reason }]);
    await press(desk, 'button', words.archive.closeNow);
    await text(secret).waitFor({ state: 'detached' });
    expect(await app.page.evaluate(() => document.documentElement.outerHTML)).not.toContain(secret);
    await expect.poll(() => app.page.workers().length, patience).toBe(0);
  });

  test('broke no rule of the page', () => {
    expect(violations).toEqual([]);
  });

  test('makes no thread of any other script', async () => {
    const made = await desk.app.page.evaluate(async () => {
      // In a task of the page's own: what the DevTools evaluate is let through.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const own = document.querySelector('script[src]')?.getAttribute('src') ?? '';
      const others = [own, './assets/pdf/jbig2_nowasm_fallback.js', URL.createObjectURL(new Blob(['1']))];
      return others.filter((address) => {
        try {
          new Worker(address);
          return true;
        } catch {
          return false;
        }
      });
    });
    expect(made).toEqual([]);
  });
});
