import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface TempFolder extends Disposable {
  readonly path: string;
  /** A path inside the folder; nothing is created. */
  file(...segments: string[]): string;
}

/** For `using` and for hooks: `beforeAll(() => { folder = openTempFolder(); })`, `afterAll(() => folder[Symbol.dispose]())`. */
export function openTempFolder(prefix = 'kluis-test-'): TempFolder {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), prefix)));
  return {
    path: root,
    file: (...segments) => path.join(root, ...segments),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** A folder that is removed when the running test ends. Only inside a test or a beforeEach. */
export function tempFolder(prefix?: string): TempFolder {
  const folder = openTempFolder(prefix);
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}
