import type { CDPSession, Page } from 'playwright-core';

/** How many frames may be late before a drop is seen. */
export const longestFrameMs = 50;

/** When the page first showed what it shows now, in ms of the machine's clock. */
export async function shownAt(page: Page): Promise<number> {
  return await page.evaluate(
    async () =>
      await new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          if (last) resolve(performance.timeOrigin + last.startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}

/**
 * From a press on the button for signing in until the first row of the folders is painted, in ms. All of it within the page, so
 * that the driver's own time is not counted.
 * @param words what stands on the button, the navigation's entry, and in a row.
 */
export async function signInToFolders(
  page: Page,
  words: { readonly signIn: string; readonly folders: string; readonly row: string },
): Promise<number> {
  return await page.evaluate(async ({ signIn, folders, row }) => {
    const found = async (selector: string, text: string): Promise<HTMLElement> => {
      for (;;) {
        const all = [...document.querySelectorAll<HTMLElement>(selector)];
        const one = all.find(
          (element) => element.textContent?.trim() === text || element.textContent?.startsWith(text),
        );
        if (one) return one;
        await new Promise(requestAnimationFrame);
      }
    };
    const button = await found('button', signIn);
    const start = performance.now();
    button.click();
    (await found('nav button', folders)).click();
    await found('[role=row]', row);
    // The frame that shows it is painted before the next one begins.
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, words);
}

/** From a key in the field that has the focus until the count beside it tells another result and is painted, in ms. */
export async function keyToResult(page: Page, key: string): Promise<number> {
  const measured = page.evaluate(
    async () =>
      await new Promise<number>((resolve) => {
        const status = () =>
          [...document.querySelectorAll('main [role=status]')].map((one) => one.textContent).join('|');
        const before = status();
        let pressedAt = 0;
        addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true, once: true });
        const watch = () => {
          const now = status();
          if (pressedAt > 0 && now !== before && /\d/.test(now)) {
            requestAnimationFrame(() => resolve(performance.now() - pressedAt));
          } else requestAnimationFrame(watch);
        };
        watch();
      }),
  );
  await page.keyboard.press(key);
  return await measured;
}

/** Times between frames while somebody scrolls a table down, in ms. */
export async function scrollFrames(page: Page, tools: CDPSession, seconds: number): Promise<number[]> {
  const box = await page.locator('main [role=grid], main [role=treegrid]').first().boundingBox();
  if (box === null) throw new Error('there is no table to scroll');
  const frames = page.evaluate(
    async (forMs) =>
      await new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const begun = performance.now();
        let last = begun;
        const frame = () => {
          const now = performance.now();
          times.push(now - last);
          last = now;
          if (now - begun < forMs) requestAnimationFrame(frame);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
  const speed = 3000;
  await tools.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + Math.min(box.height, 400) / 2,
    yDistance: -speed * seconds,
    speed,
    preventFling: true,
  });
  return await frames;
}
