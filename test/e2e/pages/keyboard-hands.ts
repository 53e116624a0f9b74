import type { ElementHandle, Locator, Page } from 'playwright-core';
import type { Hands } from './hands.ts';

/** More steps than any screen has. */
const mostSteps = 250;

type Sought = ElementHandle<HTMLElement | SVGElement>;

/** What is looked at between two keys. */
interface Focus {
  /** Whether what is sought is still on the page. */
  readonly onPage: boolean;
  readonly there: boolean;
  /** The role of what goes by arrows and holds both the focus and what is sought. */
  readonly within: string | null;
  /** Whether a row of a table has the focus, and whether it is the one that holds what is sought. */
  readonly onRow: boolean;
  readonly inRow: boolean;
  readonly visible: boolean;
}

async function focusOf(sought: Sought): Promise<Focus> {
  return await sought.evaluate((element) => {
    const active = document.activeElement;
    const composite = active?.closest('[role=tablist],[role=radiogroup],[role=menu],[role=grid],[role=treegrid]');
    const style = active ? getComputedStyle(active) : null;
    // A box whose own frame is hidden shows the focus on what stands beside it.
    const beside = active?.nextElementSibling ? getComputedStyle(active.nextElementSibling) : null;
    const shows = (one: CSSStyleDeclaration | null) =>
      one !== null &&
      ((one.outlineStyle !== 'none' && Number.parseFloat(one.outlineWidth) > 0) || one.boxShadow !== 'none');
    const framed = active?.matches('input, textarea') && active.parentElement?.matches(':focus-within');
    return {
      onPage: element.isConnected,
      there: active === element,
      within: composite?.contains(element) ? composite.getAttribute('role') : null,
      onRow: active?.matches('[role=row]') ?? false,
      inRow: active?.closest('[role=row]')?.contains(element) ?? false,
      visible: shows(style) || shows(beside) || framed === true,
    };
  });
}

function keyTowards({ within, onRow, inRow }: Focus): string {
  if (within === 'tablist') return 'ArrowRight';
  if (within === 'radiogroup' || within === 'menu') return 'ArrowDown';
  if (within === 'grid' || within === 'treegrid') return onRow && !inRow ? 'ArrowDown' : 'Tab';
  return 'Tab';
}

const find = async (target: Locator): Promise<Sought> => await target.elementHandle();

const isFocused = async (target: Locator): Promise<boolean> =>
  await target.evaluate((element) => element === document.activeElement);

/** Goes to something with keys, and demands that its focus can be seen. */
async function reach(target: Locator): Promise<Page> {
  await target.waitFor();
  const page = target.page();
  // Found by its role and name, for which all of the page is read: not anew for each key, but where it was drawn anew.
  let sought = await find(target);
  for (let step = 0; step < mostSteps; step += 1) {
    const focus = await focusOf(sought);
    if (focus.there && (await isFocused(target))) {
      if (!focus.visible) throw new Error(`the focus cannot be seen: ${String(target)}`);
      return page;
    }
    if (!focus.onPage || focus.there) sought = await find(target);
    else await page.keyboard.press(keyTowards(focus));
  }
  throw new Error(`not to be reached by keyboard: ${String(target)}`);
}

/** Whether pressing it is a matter of arrows: they choose as they go. */
const chosenByArrows = async (target: Locator): Promise<boolean> =>
  await target.evaluate((element) => element.matches('[role=tab], [type=radio]'));

/** The window without a mouse: every press is by Tab, arrows, Enter and Space, to something whose focus can be seen. */
export const keyboard: Hands = {
  press: async (target) => {
    const page = await reach(target);
    if (await chosenByArrows(target)) {
      if (!(await target.evaluate((element) => element.matches('[aria-selected=true], :checked')))) {
        await page.keyboard.press('Space');
      }
      return;
    }
    const isBox = await target.evaluate((element) => element.matches('[type=checkbox]'));
    await page.keyboard.press(isBox ? 'Space' : 'Enter');
  },
  write: async (target, text) => {
    const page = await reach(target);
    await page.keyboard.press('ControlOrMeta+A');
    if (text === '') await page.keyboard.press('Delete');
    else await page.keyboard.type(text);
  },
  choose: async (target, option) => {
    const page = await reach(target);
    await page.keyboard.type(option);
    await page.getByRole('option', { name: option, exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  },
};
