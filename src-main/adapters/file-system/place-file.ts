import { link, open, rename, unlink } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { VaultError } from '../../contract/errors.ts';
import { systemCode } from './translate-error.ts';

/** What link(2) answers on a file system that has no hard links (FAT, exFAT, some FUSE and SMB mounts). */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Steps of a placement that tests replace, to stand in for a file system without hard links. */
interface PlacingSteps {
  link(from: string, to: string): Promise<void>;
}

const realSteps: PlacingSteps = { link };

/** Gives a finished file its name, in place of whatever has that name. */
export async function placeOver(temporary: string, path: string): Promise<void> {
  // Windows refuses a rename over a file that another program (virus scanner, indexer) has open: mostly for moments.
  // Tested on Linux only, where a rename does not mind who reads.
  const attempts = process.platform === 'win32' ? 8 : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(temporary, path);
    } catch (error) {
      if (attempt >= attempts || !['EPERM', 'EBUSY', 'EACCES'].includes(systemCode(error))) throw error;
      await wait(10 * 2 ** (attempt - 1));
    }
  }
}

/**
 * Gives a finished file its name unless there is one of that name, atomically: link(2) fails when the name is taken,
 * where rename(2) would overwrite, and Node offers no renameat2(RENAME_NOREPLACE).
 *
 * @throws VaultError `file-exists`; the temporary file is then still there.
 */
export async function placeNew(temporary: string, path: string, steps = realSteps): Promise<void> {
  try {
    await steps.link(temporary, path);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw fileExists();
    if (!noHardLinks.has(systemCode(error))) throw error;
    return await placeOverOwnClaim(temporary, path);
  }
  await unlink(temporary);
}

/**
 * Without hard links: claim the name with an empty file that only one can create, then rename over one's own claim.
 * Others see nothing, the empty claim, or the whole file, never a part. A power cut between the two leaves the empty
 * file, and whoever *replaces* (not creates) the same name within those microseconds is overwritten: the least bad
 * that such a file system permits.
 */
async function placeOverOwnClaim(temporary: string, path: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw fileExists();
    throw error;
  }
  try {
    await placeOver(temporary, path);
  } catch (error) {
    await unlink(path);
    throw error;
  }
}

function fileExists(): VaultError {
  return new VaultError('file-exists', 'there is a file of that name already');
}
