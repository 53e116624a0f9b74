import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { type Desk, find } from './desk.ts';
import type { Words } from './words.ts';

/** Goes to a part of the main navigation. */
export async function goTo(desk: Desk, place: keyof Words['app'] & `nav${string}`): Promise<void> {
  const { hands, words } = desk;
  const nav = find(desk, 'navigation', words.app.navLabel);
  await hands.press(nav.getByRole('button', { name: words.app[place], exact: true }));
  await desk.app.page.locator('main h1').first().waitFor();
}

/** Opens the palette by its keys and types there, which replaces what was typed before. */
export async function typeInPalette(desk: Desk, text: string): Promise<void> {
  const { app, words } = desk;
  const field = app.page.getByRole('combobox', { name: words.app.palette });
  if (!(await isFocused(field))) {
    // No key does anything behind a dialog, nor behind one that is just closing.
    await app.page.locator('[aria-modal="true"]').waitFor({ state: 'detached' });
    await app.page.keyboard.press('Control+k');
  }
  await expect.poll(() => isFocused(field)).toBe(true);
  await app.page.keyboard.press('Control+a');
  await app.page.keyboard.type(text);
}

async function isFocused(field: Locator): Promise<boolean> {
  return (await field.count()) === 1 && (await field.evaluate((element) => element === document.activeElement));
}
