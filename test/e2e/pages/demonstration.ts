import { type Desk, find, press } from './desk.ts';

/** Signs in as somebody of the demonstration: choosing her fills the form. */
export async function beSomebody(desk: Desk, name: string): Promise<void> {
  const { app, hands, words } = desk;
  await hands.press(app.page.getByRole('button', { name }));
  await press(desk, 'button', words.signIn.signIn);
  await find(desk, 'navigation', words.app.navLabel).waitFor();
}
