import { open, statfs, unlink } from 'node:fs/promises';
import type { TargetSpace } from '../../../core/ports/target.ts';

export async function diskSpace(folder: string): Promise<TargetSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/**
 * The time (ms UTC) by the clock of whatever keeps the disk: of a share that is the server.
 * @param path of a file that is made for it, and removed.
 */
export async function diskTime(path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.write('0');
    await file.sync();
    return (await file.stat()).mtimeMs;
  } finally {
    await file.close();
    await unlink(path);
  }
}
