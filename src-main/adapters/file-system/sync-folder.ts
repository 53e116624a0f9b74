import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { systemCode, translateError } from './translate-error.ts';

/** What file systems answer that cannot sync a folder (some FUSE and network ones): then there is nothing to wait for. */
const cannotSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * fsync of a folder, so that names created, replaced or removed in it survive a power cut. Windows has no such call
 * (NTFS journals its names by itself): there it does nothing. Tested on Linux only.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    await using folder = await open(path, 'r');
    await folder.sync();
  } catch (error) {
    if (!cannotSync.has(systemCode(error))) throw translateError(error, 'changing');
  }
}

/** As `syncFolder`, for whoever cannot wait for a promise. */
export function syncFolderAtOnce(path: string): void {
  if (process.platform === 'win32') return;
  let folder: number | null = null;
  try {
    folder = openSync(path, 'r');
    fsyncSync(folder);
  } catch (error) {
    if (!cannotSync.has(systemCode(error))) throw translateError(error, 'changing');
  } finally {
    if (folder !== null) closeSync(folder);
  }
}
