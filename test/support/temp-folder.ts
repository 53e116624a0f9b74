import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface TempFolder extends Disposable {
  readonly path: string;
  /** A path inside the folder; nothing is created. */
  file(...segments: string[]): string;
}

/** For `using` and for hooks: `beforeAll(() => { folder = openTempFolder(); })`, `afterAll(() => folder[Symbol.dispose]())`. */
export function openTempFolder(prefix = 'kluis-test-', below: string = tmpdir()): TempFolder {
  const root = realpathSync(mkdtempSync(path.join(below, prefix)));
  return {
    path: root,
    file: (...segments) => path.join(root, ...segments),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

const inMemory = '/dev/shm';

/** As `tempFolder`, in memory where Linux has it, for what is small and synced thousands of times. */
export function memoryFolder(): TempFolder {
  const folder = openTempFolder(undefined, existsSync(inMemory) ? inMemory : undefined);
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}

/** A folder that is removed when the running test ends. Only inside a test or a beforeEach. */
export function tempFolder(prefix?: string): TempFolder {
  const folder = openTempFolder(prefix);
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}
