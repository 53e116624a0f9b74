import type { FileSystem } from './ports/file-system.ts';

/** A file that somebody else made, in memory: null when it is not there, `longer` for one that is not read at all. */
export async function readSmall(
  files: Pick<FileSystem, 'stat' | 'read'>,
  path: string,
  mostBytes: number,
): Promise<Uint8Array | 'longer' | null> {
  const found = await files.stat(path);
  if (found !== null && found.sizeBytes > mostBytes) return 'longer';
  return await files.read(path);
}
