import { VaultError } from '../../contract/errors.ts';
import type { FileReader } from '../../core/ports/file-system.ts';
import type { PageVerdict } from '../../core/ports/store.ts';
import { PageMac, pageBytes } from './page-mac.ts';

/** Large enough for the disk, small enough for the event loop: hashing one takes about 8 ms. */
const blockPages = 1024;

export interface VerifyPagesOptions {
  /** Default 1. With `lastPage`, a file can be split over worker threads by page range. */
  readonly firstPage?: number;
  /** Pages up to this one must be there (`PRAGMA page_count` tells how many). Default: to the end of the file. */
  readonly lastPage?: number;
  readonly signal?: AbortSignal;
  /** Called after each block with the number of pages checked so far. */
  readonly onProgress?: (pages: number) => void;
}

/**
 * Checks the HMAC of every page of an SQLCipher 4 file, free pages included, without the driver, whose own checks do
 * not do that. It sees the file only, not the write-ahead log: call `Database.checkpoint()` first. A page that is
 * rewritten while it is read is read once more before it is called bad.
 *
 * A whole page put back from an older copy passes (the vault's heads find that).
 *
 * @param reader opened before SQLite opened the file and closed after SQLite closes it, or while nothing in this process
 * has it open (the POSIX trap of `openDatabase`).
 * @param databaseKey 48 bytes; not kept.
 * @throws VaultError `cancelled`.
 */
export async function verifyPages(
  reader: Pick<FileReader, 'readAt'>,
  databaseKey: Uint8Array,
  options: VerifyPagesOptions = {},
): Promise<PageVerdict> {
  const { firstPage = 1, lastPage, signal, onProgress } = options;
  const mac = new PageMac(databaseKey);
  const badPages: number[] = [];
  let pages = 0;
  const blocks = [Buffer.allocUnsafe(blockPages * pageBytes), Buffer.allocUnsafe(blockPages * pageBytes)] as const;
  let reading = readPages(reader, blocks[0], firstPage, lastPage);
  try {
    for (let turn = 1, block = await reading; block.length > 0; turn = 1 - turn, block = await reading) {
      if (signal?.aborted) throw new VaultError('cancelled', 'checking vault.db was cancelled');
      const first = firstPage + pages;
      // The next block is read while this one is hashed.
      reading = readPages(reader, turn === 1 ? blocks[1] : blocks[0], first + blockPages, lastPage);
      for (const number of changedPages(mac, block, first)) {
        if (!(await isIntactNow(reader, mac, number))) badPages.push(number);
      }
      pages += Math.ceil(block.length / pageBytes);
      onProgress?.(pages);
    }
  } finally {
    // Whoever gets an error may close the reader at once.
    await reading.catch(() => undefined);
  }
  for (let missing = firstPage + pages; missing <= (lastPage ?? 0); missing += 1) badPages.push(missing);
  return { pages, badPages };
}

/** Pages from `first` on, as many as fit into `buffer` and are wanted and there. */
async function readPages(
  reader: Pick<FileReader, 'readAt'>,
  buffer: Buffer,
  first: number,
  last = Number.MAX_SAFE_INTEGER,
) {
  const wanted = Math.max(0, Math.min(buffer.length / pageBytes, last - first + 1));
  const view = buffer.subarray(0, wanted * pageBytes);
  return view.subarray(0, await reader.readAt(view, (first - 1) * pageBytes));
}

function changedPages(mac: PageMac, block: Buffer, first: number): number[] {
  const changed: number[] = [];
  for (let start = 0, number = first; start < block.length; start += pageBytes, number += 1) {
    if (!mac.isIntact(block.subarray(start, start + pageBytes), number)) changed.push(number);
  }
  return changed;
}

async function isIntactNow(reader: Pick<FileReader, 'readAt'>, mac: PageMac, number: number): Promise<boolean> {
  return mac.isIntact(await readPages(reader, Buffer.alloc(pageBytes), number), number);
}
