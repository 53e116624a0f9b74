import { statfs } from 'node:fs/promises';
import type { TargetSpace } from '../../../core/ports/target.ts';

export async function diskSpace(folder: string): Promise<TargetSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
