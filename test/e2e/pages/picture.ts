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
