import type { Page } from 'playwright-core';

/** Texts on the page that do not fit where they stand: cut off, wrapped within a button, or beyond the edge. */
export async function cutOffTexts(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
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
    return [...new Set(found)];
  });
}
