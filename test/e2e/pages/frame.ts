import { type Desk, find } from './desk.ts';
import type { Words } from './words.ts';

/** Goes to a part of the main navigation. */
export async function goTo(desk: Desk, place: keyof Words['app'] & `nav${string}`): Promise<void> {
  const { hands, words } = desk;
  const nav = find(desk, 'navigation', words.app.navLabel);
  await hands.press(nav.getByRole('button', { name: words.app[place], exact: true }));
  await desk.app.page.locator('main h1').first().waitFor();
}
