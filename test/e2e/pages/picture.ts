import path from 'node:path';
import { afterEach } from 'vitest';
import type { Desk } from './desk.ts';

/** Keeps a picture of the window where a test failed, in the folder that KLUIS_TEST_PICTURES names. */
export function pictureFailures(desk: () => Desk | undefined): void {
  const folder = process.env.KLUIS_TEST_PICTURES;
  if (folder === undefined) return;
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const file = path.join(folder, `${task.name.replace(/\W+/g, '-')}.png`);
    await desk()
      ?.app.page.screenshot({ path: file })
      .catch(() => undefined);
  });
}

/** Whether pictures of all that is looked at are kept. */
export const keepsPictures = process.env.KLUIS_SCREEN_PICTURES !== undefined;

/** Keeps a picture of what is open, for people to look at, in the folder that KLUIS_SCREEN_PICTURES names: `of` names it. */
export async function keepPicture({ app }: Desk, of: readonly string[]): Promise<void> {
  const folder = process.env.KLUIS_SCREEN_PICTURES;
  if (folder === undefined) return;
  await app.page.screenshot({ path: path.join(folder, `${of.join(' ').replace(/\W+/g, '-')}.png`) });
}
