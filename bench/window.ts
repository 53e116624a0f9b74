import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { appNl } from '../src-renderer/app/texts.nl.ts';
import { foldersNl } from '../src-renderer/features/folders/texts.nl.ts';
import { signInNl } from '../src-renderer/features/sign-in/texts.nl.ts';
import { type StartedApp, startApp } from '../test/e2e/support/start-app.ts';
import { bundleSizes } from './bundle-sizes.ts';
import { type Figure, median, p95, timeFigure } from './measure.ts';
import { Office, officer, passphrase } from './office.ts';
import { keyToResult, longestFrameMs, scrollFrames, shownAt, signInToFolders } from './window-times.ts';

const otherFolders = 18;
/** Every key changes what is found: with the last digit there is less of it, without it more. */
const typed = '00042';
const keys = 30;
const scrollSeconds = 5;

/**
 * The window as a user has it: the built program, from its start on, with a vault of many documents.
 * @param starts how often it is started.
 */
export async function windowFigures(
  work: string,
  { documents, rows, starts }: { documents: number; rows: number; starts: number },
): Promise<Figure[]> {
  const office = await officeWith(work, documents, rows);
  try {
    const start: number[] = [];
    const folders: number[] = [];
    const lock: number[] = [];
    for (let number = 0; number < starts; number += 1) {
      const begun = Date.now();
      const app = await startApp({ environment: { KLUIS_CONFIG_DIR: office.configFolder } });
      try {
        const name = app.page.getByRole('textbox', { name: signInNl.name });
        await name.waitFor();
        start.push((await shownAt(app.page)) - begun);
        folders.push(await signIn(app));
        lock.push(await lockTime(app));
      } finally {
        await app.close();
      }
    }
    return [
      timeFigure('cold start to the sign-in screen', median(start) / 1000, 's', 1.5),
      timeFigure(`sign-in to the list of folders, ${documents} documents`, median(folders) / 1000, 's', 2.5),
      timeFigure('lock to the empty sign-in screen', median(lock), 'ms', 1000),
      timeFigure(
        'switching user: the lock and the next sign-in to the list of folders, without what one types',
        median(folders.map((time, index) => time + (lock[index] ?? 0))) / 1000,
        's',
        3,
      ),
      ...(await atWork(office, documents, rows)),
      ...bundleSizes(),
    ];
  } finally {
    await office.close();
  }
}

async function atWork(office: Office, documents: number, rows: number): Promise<Figure[]> {
  const app = await startApp({ environment: { KLUIS_CONFIG_DIR: office.configFolder } });
  try {
    await app.page.getByRole('textbox', { name: signInNl.name }).waitFor();
    await signIn(app);
    const field = app.page.getByRole('textbox', { name: foldersNl.search });
    await field.focus();
    const first = await keyToResult(app.page, typed.charAt(0));
    await fillAndWait(app, field, typed);
    const times: number[] = [];
    for (let number = 0; number < keys; number += 1) {
      times.push(await keyToResult(app.page, String(number % 10)));
      times.push(await keyToResult(app.page, 'Backspace'));
    }
    await field.fill('');
    await app.page.getByRole('row').filter({ hasText: 'Big' }).click();
    await app.page.getByRole('row').nth(10).waitFor();
    const frames = await scrollFrames(app.page, await app.devTools(), scrollSeconds);
    const late = frames.filter((frame) => frame > longestFrameMs).length;
    return [
      timeFigure(
        `the first key in the search after a sign-in to its results, ${documents} documents`,
        first,
        'ms',
        2000,
      ),
      timeFigure(`each key after that to its results, p95 of ${times.length}`, p95(times), 'ms', 100),
      {
        work: `scrolling a folder of ${rows} documents for ${scrollSeconds} s: longest frame`,
        ours: `${Math.round(Math.max(...frames))} ms (${late} of ${frames.length} above ${longestFrameMs} ms)`,
        peer: '–',
        ratio: '–',
        aim: `none above ${longestFrameMs} ms`,
        met: late === 0,
      },
    ];
  } finally {
    await app.close();
  }
}

/** Types what finds less than what is in the field now, and waits until it has. */
async function fillAndWait({ page }: StartedApp, field: Locator, text: string): Promise<void> {
  const status = page.locator('main [role=status]').first();
  const before = await status.textContent();
  await field.fill(text);
  await page.waitForFunction((old) => document.querySelector('main [role=status]')?.textContent !== old, before);
}

async function signIn(app: StartedApp): Promise<number> {
  await app.page.getByRole('textbox', { name: signInNl.name }).fill(officer);
  await app.page.getByLabel(signInNl.password, { exact: true }).fill(passphrase);
  return await signInToFolders(app.page, { signIn: signInNl.signIn, folders: appNl.navFolders, row: 'Big' });
}

async function lockTime(app: StartedApp): Promise<number> {
  const old = app.page;
  const begun = performance.now();
  const press = app.page.getByRole('button', { name: appNl.switchUser }).click();
  // The page goes with its process while it is pressed.
  press.catch(() => undefined);
  await (await app.newPage(old)).getByRole('textbox', { name: signInNl.name }).waitFor();
  return performance.now() - begun;
}

/** A vault that the program knows, with one folder of many rows among others. */
async function officeWith(work: string, documents: number, rows: number): Promise<Office> {
  const office = await Office.open(work);
  const perFolder = Math.max(1, Math.ceil((documents - rows) / otherFolders));
  for (let number = 0; number <= otherFolders; number += 1) {
    const name = number === 0 ? 'Big' : `Client ${number}`;
    const source = flatFiles(work, number === 0 ? rows : perFolder, number);
    await office.client.call('folderCreate', office.session, { name });
    await office.client.call('documentAdd', office.session, { folder: name, paths: source.paths });
    rmSync(source.folder, { recursive: true });
  }
  await office.signOut();
  await office.leave();
  const known = { appearance: { language: 'nl', theme: 'light' }, vaults: [office.folder], window: null };
  mkdirSync(office.configFolder, { recursive: true });
  writeFileSync(path.join(office.configFolder, 'window.json'), JSON.stringify(known));
  return office;
}

function flatFiles(work: string, count: number, number: number): { folder: string; paths: string[] } {
  const folder = mkdtempSync(path.join(work, `flat-${number}-`));
  const paths = Array.from({ length: count }, (_, index) => {
    const file = path.join(folder, `Brief ${String(index).padStart(6, '0')}.txt`);
    writeFileSync(file, createHash('sha256').update(`${number}|${index}`).digest('hex'));
    return file;
  });
  return { folder, paths };
}
