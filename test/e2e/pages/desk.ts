import type { Locator } from 'playwright-core';
import { type StartedApp, startApp } from '../support/start-app.ts';
import type { Hands } from './hands.ts';
import { type Language, type Words, wordsOf } from './words.ts';

/** Somebody at the program: what she works with, and the words that she sees. */
export interface Desk {
  readonly app: StartedApp;
  readonly hands: Hands;
  readonly words: Words;
  readonly language: Language;
}

/** Longer than anything takes that a test waits for, on a machine that does other things too. */
const patienceMs = 20_000;

/** Starts the program in a language. */
export async function sitDown(language: Language, hands: Hands): Promise<Desk> {
  return await start(language, hands, []);
}

/** Starts the program with the office of the demonstration in it. */
export async function openDemonstration(language: Language, hands: Hands): Promise<Desk> {
  return await start(language, hands, ['--demo']);
}

async function start(language: Language, hands: Hands, given: readonly string[]): Promise<Desk> {
  const app = await startApp({ language, arguments: given });
  app.page.context().setDefaultTimeout(patienceMs);
  return { app, hands, words: wordsOf(language), language };
}

type Role = Parameters<Locator['getByRole']>[0];

/** The one thing of this role and name on the page. */
export const find = ({ app }: Desk, role: Role, name: string): Locator =>
  app.page.getByRole(role, { name, exact: true });

/** The field with this label. */
export const field = ({ app }: Desk, label: string): Locator => app.page.getByRole('textbox', { name: label });

/** A field whose text is hidden, by its label: it has no role. */
export const secret = ({ app }: Desk, label: string): Locator => app.page.getByLabel(label, { exact: true });

export const press = async (desk: Desk, role: Role, name: string): Promise<void> =>
  await desk.hands.press(find(desk, role, name));
