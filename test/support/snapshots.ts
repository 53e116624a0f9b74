import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { FileSystem } from '../../src-main/core/ports/file-system.ts';
import { tempFolder } from './temp-folder.ts';

const changing = ['replace', 'create', 'remove', 'makeFolder', 'openWriter'] as const;

/**
 * Copies `folder` before everything that is changed by way of `files`, as a process that ends there would leave it. By
 * another process: reading the open database in this one would drop its locks.
 * @returns the copies, in order; each has `folder` under its own name.
 */
export function snapshotsOf(files: FileSystem, folder: string): string[] {
  const home = tempFolder('kluis-snapshots-');
  const copies: string[] = [];
  const take = () => {
    const copy = home.file(String(copies.length));
    const { status } = spawnSync('cp', ['-a', folder, copy]);
    if (status !== 0) throw new Error(`cp of ${dirname(folder)} failed`);
    copies.push(copy);
  };
  for (const name of changing) {
    const change = files[name].bind(files) as (...args: unknown[]) => Promise<unknown>;
    Object.defineProperty(files, name, {
      value: async (...args: unknown[]) => {
        take();
        return await change(...args);
      },
    });
  }
  return copies;
}
