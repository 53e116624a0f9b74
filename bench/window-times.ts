import type { CDPSession, Page } from 'playwright-core';

/** How many frames may be late before a drop is seen. */
export const longestFrameMs = 50;

/** Longer than any of these takes: what does not come is a failure, not a figure. */
const patienceMs = 60_000;

async function inTime<Value>(what: string, measured: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${patienceMs / 1000} s`)), patienceMs);
  });
  try {
    return await Promise.race([measured, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** When the page had painted what it shows now, in ms of the machine's clock. */
export async function shownAt(page: Page): Promise<number> {
  const measured = page.evaluate(
    async () =>
      await new Promise<number>((resolve) => {
        const paints: PerformanceEntry[] = [];
        const observer = new PerformanceObserver((list) => paints.push(...list.getEntries()));
        // The largest thing so far is painted again whenever a larger one comes; the first paint is there in any case.
        observer.observe({ type: 'largest-contentful-paint', buffered: true });
        observer.observe({ type: 'paint', buffered: true });
        setTimeout(() => resolve(performance.timeOrigin + Math.max(...paints.map(({ startTime }) => startTime))), 500);
      }),
  );
  return await inTime('the first paint', measured);
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
  const measured = page.evaluate(async ({ signIn, folders, row }) => {
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
  return await inTime('the list of folders', measured);
}

/** From a key in the field that has the focus until the count beside it tells another result and is painted, in ms. */
export async function keyToResult(page: Page, key: string): Promise<number> {
  // Listens before the key is pressed: keys come into the page before what its driver asks meanwhile.
  const listening = await page.evaluateHandle(() => {
    const status = () => [...document.querySelectorAll('main [role=status]')].map((one) => one.textContent).join('|');
    const before = status();
    let pressedAt = 0;
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        pressedAt = timeStamp;
      },
      { capture: true, once: true },
    );
    const measured = new Promise<number>((resolve) => {
      const watch = () => {
        const now = status();
        if (pressedAt > 0 && now !== before && /\d/.test(now)) {
          requestAnimationFrame(() => resolve(performance.now() - pressedAt));
        } else requestAnimationFrame(watch);
      };
      watch();
    });
    return { measured };
  });
  await page.keyboard.press(key);
  return await inTime(
    `the result of ${key}`,
    listening.evaluate(({ measured }) => measured),
  );
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
  return await inTime('the end of scrolling', frames);
}
