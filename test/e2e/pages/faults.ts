import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { ask } from '../support/bridge.ts';
import { cutOffTexts } from './cut-off.ts';
import type { Desk } from './desk.ts';
import { faintControls } from './faint-controls.ts';
import { keepPicture, keepsPictures } from './picture.ts';
import type { Language } from './words.ts';

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
    const { violations: found } = await window.axe.run(document, {
      runOnly: { type: 'tag', values },
      // No rule that is asked reads style sheets, and what is right is told to nobody.
      preload: false,
      resultTypes: ['violations'],
    });
    return found.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => String(target)).join(' | ')}`,
    );
  }, rules);
}

/** Waits until what is read has come and nothing moves. */
export async function settled({ app }: Desk): Promise<void> {
  await app.page.waitForFunction(
    () => document.querySelector('[aria-busy=true]') === null && document.getAnimations().length === 0,
  );
}

/** Shows what is open in a language and in light or dark, without going away from it: as the menu of the window does. */
async function show(desk: Desk, language: Language, theme: 'light' | 'dark'): Promise<void> {
  const { page } = desk.app;
  await ask(page, 'setAppearance', { language, theme });
  await page.waitForFunction(
    (wanted) => {
      const { lang, dataset } = document.documentElement;
      return lang === wanted.language && dataset.mantineColorScheme === wanted.theme;
    },
    { language, theme },
  );
  await settled(desk);
}

const ways = [
  ['nl', 'light'],
  ['en', 'dark'],
  // For people to look at; what differs is the language or the colours, and both were looked at.
  ...(keepsPictures
    ? ([
        ['nl', 'dark'],
        ['en', 'light'],
      ] as const)
    : []),
] as const;

/** What is wrong with what is open, by axe, by texts that do not fit and by controls that are too faint: in Dutch and light, and in English and dark; in all four ways where pictures are kept. */
export async function faults(desk: Desk, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const [language, colours] of ways) {
    await show(desk, language, colours);
    await keepPicture(desk, [name, language, colours]);
    const { page } = desk.app;
    const wrong = [...(await violations(desk)), ...(await cutOffTexts(page)), ...(await faintControls(page))];
    found.push(...wrong.map((what) => `${language}, ${colours}: ${what}`));
  }
  await show(desk, desk.language, 'light');
  return found;
}
