import { type ScannedPages, scanPages } from '../../src-main/core/backup/repository/page-index.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { FileBytes } from '../../src-main/core/ports/file-system.ts';
import { memoryFile } from './byte-streams.ts';

/** A scan with the new index in memory. */
export interface Scan extends ScannedPages {
  /** The whole of it, for that snapshot. */
  indexOf(snapshot: Uint8Array): Buffer;
}

/** @param known of the index to compare with. */
export async function scan(
  database: FileBytes,
  known: { readonly index: Uint8Array; readonly snapshot: Uint8Array } | null,
): Promise<Scan> {
  const parts: Buffer[] = [];
  const append = async (bytes: Uint8Array) => {
    parts.push(Buffer.from(bytes));
  };
  const old = known && { index: memoryFile(known.index), snapshot: known.snapshot };
  const scanned = await scanPages(database, old, { append }, unwatched);
  return { ...scanned, indexOf: (snapshot) => Buffer.concat([...parts, scanned.indexEnd(snapshot)]) };
}
