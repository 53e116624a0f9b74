import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unfinishedName } from '../../core/ports/file-system.ts';
import { syncFolder } from './sync-folder.ts';
import { isAbsence, translateError } from './translate-error.ts';

/** How a new file is opened: never one that is there already, nor through a link. */
export const newFileFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
export const newFileMode = 0o600;

/** A name (`unfinishedName`) that nobody can guess, so that nobody can lie in wait with a link. */
export function temporaryPath(folder: string): string {
  return join(folder, `.tmp-${randomBytes(12).toString('hex')}`);
}

/** Beside the file that it is to become. */
export function temporaryPathFor(path: string): string {
  return temporaryPath(dirname(path));
}

/** A new, empty file. */
export async function openTemporaryFile(folder: string): Promise<{ path: string; handle: FileHandle }> {
  const path = temporaryPath(folder);
  try {
    return { path, handle: await open(path, newFileFlags, newFileMode) };
  } catch (error) {
    throw translateError(error, 'changing');
  }
}

/**
 * Removes what a killed process left in this folder (not in folders below): files, of this account. Whoever holds the folder
 * alone, such as the start of the program under the vault's lock, may take all; elsewhere `olderThan` (ms UTC) spares the
 * files of writers at work.
 *
 * @returns how many were removed; 0 when there is no such folder.
 */
export async function sweepTemporaryFiles(
  folder: string,
  olderThan: number = Number.POSITIVE_INFINITY,
): Promise<number> {
  try {
    const names = (await readdir(folder)).filter((name) => unfinishedName.test(name));
    let removed = 0;
    for (const name of names) {
      const path = join(folder, name);
      if (!(await isLeftOver(path, olderThan))) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    if (removed > 0) await syncFolder(folder);
    return removed;
  } catch (error) {
    if (isAbsence(error)) return 0;
    throw translateError(error, 'changing');
  }
}

/** Another account may lay anything into a folder that both write in; Windows has no numbers of accounts. */
async function isLeftOver(path: string, olderThan: number): Promise<boolean> {
  try {
    const found = await lstat(path);
    const isOwn = process.getuid === undefined || found.uid === process.getuid();
    return found.isFile() && isOwn && found.mtimeMs < olderThan;
  } catch (error) {
    // Its writer has just ended.
    if (isAbsence(error)) return false;
    throw error;
  }
}
