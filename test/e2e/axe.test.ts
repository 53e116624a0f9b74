import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beSomebody } from './pages/demonstration.ts';
import { type Desk, openDemonstration, sitDown } from './pages/desk.ts';
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
import { describeWindow } from './support/describe-window.ts';

declare global {
  interface Window {
    readonly axe: { run(context: Document, options: object): Promise<AxeResults> };
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong on the page as it stands, in words. */
async function violations({ app }: Desk): Promise<string[]> {
  if (!(await app.page.evaluate(() => 'axe' in window))) await app.page.evaluate(source);
  return await app.page.evaluate(async (values) => {
    const { violations: found } = await window.axe.run(document, { runOnly: { type: 'tag', values } });
    return found.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => String(target)).join(' | ')}`,
    );
  }, rules);
}

describeWindow('axe finds nothing', () => {
  let desk: Desk;

  async function sweep(screens: readonly Screen[], at: Desk = desk): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const screen of screens) {
      await screen.open(at);
      for (const colorScheme of ['light', 'dark'] as const) {
        await at.app.page.emulateMedia({ colorScheme });
        await settled(at);
        const wrong = await violations(at);
        if (wrong.length > 0) found[`${screen.name}, ${colorScheme}`] = wrong;
      }
      await screen.close?.(at);
    }
    return found;
  }

  beforeAll(async () => {
    desk = await openDemonstration('nl', mouse);
  });
  afterAll(async () => await desk?.app.close());
  pictureFailures(() => desk);

  test('before there is a vault', async () => {
    const newcomer = await sitDown('nl', mouse);
    try {
      expect(await sweep(newcomerScreens, newcomer)).toEqual({});
    } finally {
      await newcomer.app.close();
    }
  });

  test('before a sign-in', async () => {
    expect(await sweep(entryScreens)).toEqual({});
    await beginAgain(desk);
  });

  test('on any screen of the Privacy Officer, light or dark', async () => {
    await beSomebody(desk, 'Petra van der Meer');
    expect(await sweep(officerScreens('Anouk Jansen'))).toEqual({});
  });

  test('on some of them in English', async () => {
    desk = await speak(desk, 'en', wordsOf('en'));
    const some = ['navToday', 'folder: documents', 'log: an entry, verified', 'tasks: add'];
    expect(await sweep(officerScreens('Anouk Jansen').filter(({ name }) => some.includes(name)))).toEqual({});
    desk = await speak(desk, 'nl', wordsOf('nl'));
  });

  test('on those of an employee', async () => {
    await switchUser(desk);
    await beSomebody(desk, 'Anouk Jansen');
    expect(await sweep(employeeScreens)).toEqual({});
  });
});
