import type { Locator } from 'playwright-core';

/** How a test works the window: with a mouse, or by keyboard alone. */
export interface Hands {
  /** A button, a link, a tab, a choice, a row. */
  press(target: Locator): Promise<void>;
  /** Puts a text in a field in place of what is there. */
  write(target: Locator, text: string): Promise<void>;
  /** Chooses from a list that opens. */
  choose(target: Locator, option: string): Promise<void>;
}

/** As with a mouse; what is typed goes where was clicked. */
export const mouse: Hands = {
  press: async (target) => await target.click(),
  write: async (target, text) => await target.fill(text),
  choose: async (target, option) => {
    await target.click();
    await target.page().getByRole('option', { name: option, exact: true }).click();
  },
};
