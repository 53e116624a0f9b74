import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';
import { translateError } from './translate-error.ts';

/** What waits for the disk together is written together. */
const atOnce = 16;

/** As `FileSystem.syncWritten`. */
export async function syncWritten(root: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  if (process.platform === 'linux' && (await syncFileSystem(root))) return;
  const left = paths.values();
  const lane = async () => {
    for (const path of left) await syncFile(path);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  for (const folder of new Set(paths.map((path) => dirname(path)))) await syncFolder(folder);
}

/**
 * syncfs, which Node does not have, by the program that every Linux has; since Linux 5.8 it fails when anything could not be written.
 * @returns false where it is not to be had, or has failed: then the files tell which one it was.
 */
async function syncFileSystem(root: string): Promise<boolean> {
  return await new Promise((resolve) => {
    execFile('sync', ['-f', '--', root], (error) => resolve(error === null));
  });
}

async function syncFile(path: string): Promise<void> {
  try {
    await using file = await open(path, 'r+');
    await file.sync();
  } catch (error) {
    throw translateError(error, 'changing');
  }
}
