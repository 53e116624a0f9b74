import { type Desk, field, find, press } from './desk.ts';
import { goTo } from './frame.ts';
import { filled } from './words.ts';

/** Adds somebody with a role by its name on the screen. @returns the first password, as it is shown this once. */
export async function addPerson(desk: Desk, name: string, role: string): Promise<string> {
  const { app, hands, words } = desk;
  await goTo(desk, 'navPeople');
  await press(desk, 'button', words.people.add);
  const dialog = app.page.getByRole('dialog');
  await hands.write(field(desk, words.people.name), name);
  await hands.press(dialog.getByRole('radio', { name: role }));
  await hands.press(dialog.getByRole('button', { name: words.people.add, exact: true }));
  const first = (await dialog.locator('pre').innerText()).trim();
  await press(desk, 'button', words.people.done);
  await dialog.waitFor({ state: 'hidden' });
  return first;
}

export async function openPerson(desk: Desk, name: string): Promise<void> {
  await goTo(desk, 'navPeople');
  await press(desk, 'button', name);
}

/** Disables somebody: reads the summary, types the name. */
export async function disablePerson(desk: Desk, name: string): Promise<void> {
  const { app, hands, words } = desk;
  await openPerson(desk, name);
  await press(desk, 'tab', words.people.tabAccount);
  await press(desk, 'button', words.people.disable);
  await app.page.getByText(filled(words.people.leaveLasting1, { name })).waitFor();
  await hands.write(field(desk, filled(words.people.leaveType, { name })), name);
  await press(desk, 'button', filled(words.people.leaveVerb, { name }));
  await press(desk, 'button', filled(words.people.back, { name }));
  await find(desk, 'heading', name).waitFor();
}
