import { z } from 'zod';
import { VaultError } from '../../contract/errors.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { TimeSchema } from '../vault/schemas.ts';

/** docs/formats.md section 9. */
export const largestMessageBytes: number = 1024 * 1024;
export const mostMessages = 1000;
export const largestSpoolBytes: number = 64 * 1024 * 1024;

/** The body of a message that was written without a sign-in. */
export const SpoolBodySchema = z.strictObject({
  /** ms UTC, by the clock of the computer that wrote it. */
  writtenAt: TimeSchema,
  content: z.unknown(),
});

export interface SpoolFile {
  /** The message id, which the file is named by. */
  readonly id: string;
  readonly path: string;
  /** Not a link, pipe or the like, which anybody may put there. */
  readonly isRegular: boolean;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

const fileName = /^([0-9a-f]{32})\.age$/;

export function spoolPath(spool: string, id: string): string {
  return `${spool}/${id}.age`;
}

/** What waits in the spool, in no particular order. */
export async function listSpool(files: FileSystem, spool: string): Promise<SpoolFile[]> {
  const waiting: SpoolFile[] = [];
  for (const name of await files.list(spool)) {
    const id = fileName.exec(name)?.[1];
    const path = `${spool}/${name}`;
    const found = id === undefined ? null : await files.look(path);
    if (id === undefined || found === null || found.kind === 'folder') continue;
    const { kind, sizeBytes, modifiedAtMs } = found;
    waiting.push({ id, path, isRegular: kind === 'file', sizeBytes, modifiedAtMs });
  }
  return waiting;
}

/**
 * The bytes of a file that may be a message, or null: what is too large, is no regular file, cannot be read or is gone keeps
 * no other from being taken in.
 */
export async function readSpoolFile(
  files: FileSystem,
  { path, isRegular, sizeBytes }: SpoolFile,
): Promise<Uint8Array | null> {
  if (!isRegular || sizeBytes > largestMessageBytes) return null;
  try {
    return await files.read(path);
  } catch (error) {
    if (error instanceof VaultError && error.code === 'file-unreadable') return null;
    throw error;
  }
}
