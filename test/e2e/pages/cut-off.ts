import type { Page } from 'playwright-core';

/** Of a name that is too long for its place so many letters are shown, or one cannot tell it from others. */
const fewestLetters = 14;

/** Texts on the page that do not fit where they stand: cut off, wrapped within a button, beyond the edge, or a name of which too little is left. */
export async function cutOffTexts(page: Page): Promise<string[]> {
  return await page.evaluate((fewest) => {
    const found: string[] = [];
    const name = (element: Element) =>
      `<${element.tagName.toLowerCase()}> "${(element.textContent ?? '').trim().slice(0, 60)}"`;
    const isShown = (element: HTMLElement) => {
      const box = element.getBoundingClientRect();
      return (
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1
      );
    };
    /** Read aloud and not shown. */
    const isSpoken = (style: CSSStyleDeclaration) => style.clipPath !== 'none' || style.clip !== 'auto';
    /** How many letters of a name are drawn whole, before the dots that stand for the rest. */
    const lettersShown = (name: HTMLElement) => {
      const dots = 14;
      const cell = name.closest('[role=gridcell]')?.getBoundingClientRect();
      const texts = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
      let shown = 0;
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        const box = text.parentElement;
        if (box === null || cell === undefined || isSpoken(getComputedStyle(box))) continue;
        const cut = box.scrollWidth > box.clientWidth + 1 ? dots : 0;
        const end = Math.min(box.getBoundingClientRect().right - cut, cell.right) + 1;
        const range = document.createRange();
        for (let letter = 0; letter < (text.textContent ?? '').length; letter += 1) {
          range.setStart(text, letter);
          range.setEnd(text, letter + 1);
          if (range.getBoundingClientRect().right <= end) shown += 1;
        }
      }
      return shown;
    };
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if ((element.textContent ?? '').trim() === '' || !isShown(element)) continue;
      const style = getComputedStyle(element);
      if (isSpoken(style) || element.closest('[aria-hidden=true]')) continue;
      const tooWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      const hides = ['hidden', 'clip'].includes(style.overflowX);
      // A name that is too long is cut, and says all of itself where one points at it.
      if (
        tooWide &&
        hides &&
        !element.closest('[title]') &&
        !element.querySelector('[title]') &&
        !element.matches('input')
      )
        found.push(`cut off: ${name(element)}`);
      if (tooWide && ['auto', 'scroll'].includes(style.overflowX) && !element.matches('textarea, input'))
        found.push(`must be scrolled sideways: ${name(element)}`);
      if (element.matches('.mantine-Button-label')) {
        const range = document.createRange();
        range.selectNodeContents(element);
        const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8)));
        if (tops.size > 1) found.push(`wrapped in a button: ${name(element)}`);
      }
      if (element.matches('button, a, input, h1, h2, h3, label, p')) {
        const { left, right } = element.getBoundingClientRect();
        if (left < -1 || right > innerWidth + 1) found.push(`beyond the edge: ${name(element)}`);
      }
    }
    for (const name of document.querySelectorAll<HTMLElement>('[role=gridcell] bdi[title]')) {
      const letters = Math.min(fewest, [...name.title].length);
      const shown = lettersShown(name);
      if (shown < letters) found.push(`shows ${shown} letters of the name: "${name.title}"`);
    }
    return [...new Set(found)];
  }, fewestLetters);
}
