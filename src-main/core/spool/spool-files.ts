import { z } from 'zod';
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
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

const fileName = /^([0-9a-f]{32})\.age$/;

export function spoolPath(spool: string, id: string): string {
  return `${spool}/${id}.age`;
}

/** What waits in the spool, in no particular order. */
export async function listSpool(files: FileSystem, spool: string): Promise<SpoolFile[]> {
  const found: SpoolFile[] = [];
  for (const name of await files.list(spool)) {
    const id = fileName.exec(name)?.[1];
    const path = `${spool}/${name}`;
    const stat = id === undefined ? null : await files.stat(path);
    if (id === undefined || stat === null || stat.isDirectory) continue;
    found.push({ id, path, sizeBytes: stat.sizeBytes, modifiedAtMs: stat.modifiedAtMs });
  }
  return found;
}
