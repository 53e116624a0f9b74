import type { Page } from 'playwright-core';

/** What draws a control must have this contrast with its ground (WCAG 2.2, 1.4.11), of which axe knows nothing. */
const leastContrast = 3;

/** The boxes, circles and fields on the page whose border, or ring, or what they are filled with, is too faint to be seen by everybody. */
export async function faintControls(page: Page): Promise<string[]> {
  return await page.evaluate((least) => {
    type Paint = readonly number[];
    const parts = (colour: string): Paint => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const isOpaque = (paint: Paint) => (paint[3] ?? 1) === 1 && paint.length > 2;
    const luminance = (paint: Paint) => {
      const [red = 0, green = 0, blue = 0] = paint.map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: Paint, other: Paint) => {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const groundOf = (element: Element | null): Paint => {
      if (element === null) return [255, 255, 255];
      const paint = parts(getComputedStyle(element).backgroundColor);
      return isOpaque(paint) ? paint : groundOf(element.parentElement);
    };
    return [...document.querySelectorAll<HTMLInputElement>('input:not(:disabled), textarea:not(:disabled)')]
      .filter((field) => field.checkVisibility({ opacityProperty: true }) && field.offsetWidth > 8)
      .filter((field) => {
        const ground = groundOf(field.parentElement);
        const style = getComputedStyle(field);
        const ring = style.outlineStyle === 'none' ? [] : [style.outlineColor];
        const drawn = [style.borderTopColor, style.backgroundColor, ...ring].map(parts).filter(isOpaque);
        return !drawn.some((paint) => contrast(paint, ground) >= least);
      })
      .map((field) => `too faint: <${field.type}> "${field.labels?.[0]?.textContent ?? field.ariaLabel ?? ''}"`);
  }, leastContrast);
}
