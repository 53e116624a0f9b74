import type { Locator } from 'playwright-core';
import { type Desk, field, find, press } from './desk.ts';
import { goTo } from './frame.ts';
import { filled } from './words.ts';

/** Adds somebody with a role by its name on the screen. @returns the first password, as it is shown this once. */
export async function addPerson(
  desk: Desk,
  name: string,
  role: string,
  add: (dialog: Locator) => Promise<void> = async (dialog) =>
    await desk.hands.press(dialog.getByRole('button', { name: desk.words.people.add, exact: true })),
): Promise<string> {
  const { app, hands, words } = desk;
  await goTo(desk, 'navPeople');
  await press(desk, 'button', words.people.add);
  const dialog = app.page.getByRole('dialog');
  await hands.write(field(desk, words.people.name), name);
  await hands.press(dialog.getByRole('radio', { name: role }));
  await add(dialog);
  const first = (await dialog.locator('pre').innerText()).trim();
  await press(desk, 'button', words.people.done);
  await dialog.waitFor({ state: 'hidden' });
  return first;
}

export async function openPerson(desk: Desk, name: string): Promise<void> {
  await goTo(desk, 'navPeople');
  await press(desk, 'button', name);
}

/** Presses a button of a dialog and, in the moment that it works, all that closes one: its other buttons, beside it, Escape. */
export async function pressAndTryToLeave(dialog: Locator, verb: string): Promise<void> {
  await dialog.evaluate(async (element, name) => {
    const buttons = [...element.querySelectorAll('button')];
    const wanted = buttons.find(({ textContent }) => textContent === name);
    const tried = new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!wanted?.matches('[data-loading]')) return;
        observer.disconnect();
        for (const button of buttons) if (button !== wanted) button.click();
        for (const type of ['mousedown', 'mouseup', 'click']) {
          element.parentElement?.dispatchEvent(new MouseEvent(type, { bubbles: true }));
        }
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        resolve();
      }).observe(element, { attributes: true, subtree: true });
    });
    wanted?.click();
    await tried;
  }, verb);
}

/** Disables somebody: reads the summary, types the name. @param folder that she could change, the only one; she has no task. */
export async function disablePerson(desk: Desk, name: string, folder: string): Promise<void> {
  const { app, hands, words } = desk;
  await openPerson(desk, name);
  await press(desk, 'tab', words.people.tabAccount);
  await press(desk, 'button', words.people.disable);
  await app.page.getByText(filled(words.people.leaveLasting1, { name })).waitFor();
  for (const part of [filled(words.people.leaveWrites, { folder }), words.people.leaveTasksNone]) {
    await app.page.getByText(part, { exact: true }).waitFor();
  }
  await app.page.getByText(filled(words.people.leaveRekeyText, { name })).waitFor();
  await hands.write(field(desk, filled(words.people.leaveType, { name })), name);
  await press(desk, 'button', filled(words.people.leaveVerb, { name }));
  await press(desk, 'button', filled(words.people.back, { name }));
  await find(desk, 'heading', name).waitFor();
}
