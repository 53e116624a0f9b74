import type { FileReader } from '../../core/ports/file-system.ts';
import type { PageVerdict } from '../../core/ports/store.ts';
import { PageMac, pageBytes } from './page-mac.ts';

/** Large enough for the disk, small enough for the event loop: hashing one takes about 8 ms. */
const blockPages = 1024;

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
 * @param onProgress called after each block with the number of pages checked so far; what it throws ends the check.
 */
export async function verifyPages(
  reader: Pick<FileReader, 'readAt'>,
  databaseKey: Uint8Array,
  onProgress: (pages: number) => void = () => undefined,
): Promise<PageVerdict> {
  const mac = new PageMac(databaseKey);
  const badPages: number[] = [];
  let pages = 0;
  const blocks = [Buffer.allocUnsafe(blockPages * pageBytes), Buffer.allocUnsafe(blockPages * pageBytes)] as const;
  let reading = readPages(reader, blocks[0], 1);
  try {
    for (let turn = 1, block = await reading; block.length > 0; turn = 1 - turn, block = await reading) {
      const first = pages + 1;
      // The next block is read while this one is hashed.
      reading = readPages(reader, turn === 1 ? blocks[1] : blocks[0], first + blockPages);
      for (const number of changedPages(mac, block, first)) {
        if (!(await isIntactNow(reader, mac, number))) badPages.push(number);
      }
      pages += Math.ceil(block.length / pageBytes);
      onProgress(pages);
    }
  } finally {
    // Whoever gets an error may close the reader at once.
    await reading.catch(() => undefined);
  }
  return { pages, badPages };
}

/** Pages from `first` on, as many as fit into `buffer` and are there. */
async function readPages(reader: Pick<FileReader, 'readAt'>, buffer: Buffer, first: number) {
  return buffer.subarray(0, await reader.readAt(buffer, (first - 1) * pageBytes));
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
