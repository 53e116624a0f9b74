import { createHash } from 'node:crypto';
import { checkCancelled, type Job } from '../../job.ts';
import type { FileBytes, FileWriter } from '../../ports/file-system.ts';

/*
 * The last 80 bytes of each page of vault.db, which SQLCipher writes anew with the page (IV and HMAC), of the database of
 * one snapshot:
 *
 *   | "DKPAGES1" | salt of the database 16 | 80 bytes a page … | SHA-256 of the snapshot 32 | SHA-256 of all before it 32 |
 */
export const pageBytes = 4096;
const saltBytes = 16;
const tailBytes = 80;
const magic = Buffer.from('DKPAGES1', 'latin1');
const headerBytes = magic.length + saltBytes;
const hashBytes = 32;

/** Read at once: large enough for the disk, so small that other calls of the thread hardly wait. */
const blockPages = 256;

/** The index of the database that a new one is compared with, and the snapshot (its SHA-256) that it has to be of. */
export interface KnownPages {
  readonly index: FileBytes;
  readonly snapshot: Uint8Array;
}

export interface ScannedPages {
  /** Of the whole file; the last may be cut short, in a file that a crash left. */
  readonly pages: number;
  /**
   * Numbers of the pages that are not as they were, ascending, the first page of the file being 1; null when that cannot
   * be told, for want of an index of that snapshot and of this database. Pages that went are not among them.
   */
  readonly changed: readonly number[] | null;
  /** What the new index has to end with before it is committed, once its snapshot is there. */
  indexEnd(snapshot: Uint8Array): Buffer;
}

/**
 * Reads the whole file, front to back, and tells which pages changed.
 * @param newIndex takes the new index but for its end.
 * @throws VaultError `cancelled`, and those of the reading and writing.
 */
export async function scanPages(
  database: FileBytes,
  known: KnownPages | null,
  newIndex: Pick<FileWriter, 'append'>,
  job: Job,
): Promise<ScannedPages> {
  const pages = Math.ceil(database.sizeBytes / pageBytes);
  const salt = Buffer.alloc(saltBytes);
  await database.readAt(salt, 0);
  const hash = createHash('sha256');
  const append = async (bytes: Uint8Array) => {
    hash.update(bytes);
    await newIndex.append(bytes);
  };
  await append(Buffer.concat([magic, salt]));
  const old = known && (await OldIndex.open(known, salt));
  const changed: number[] = [];
  const block = Buffer.allocUnsafeSlow(blockPages * pageBytes);
  for (let first = 0; first < pages; first += blockPages) {
    checkCancelled(job);
    const read = await database.readAt(block, first * pageBytes);
    const tails = tailsOf(block.subarray(0, read), Math.min(blockPages, pages - first));
    const before = old ? await old.tails(first) : tails;
    // Of an ordinary day's blocks most are as they were.
    if (!before.equals(tails)) noteChanged(changed, before, tails, first);
    await append(tails);
  }
  const isComparable = old !== null && (await old.isWhole()) && database.sizeBytes % pageBytes === 0;
  return {
    pages,
    changed: isComparable ? changed : null,
    indexEnd: (snapshot) => Buffer.concat([snapshot, hash.copy().update(snapshot).digest()]),
  };
}

/** Of a page that was cut short zeros, which no page of SQLCipher ends with. */
function tailsOf(block: Buffer, pages: number): Buffer {
  const tails = Buffer.alloc(pages * tailBytes);
  for (let page = 0, end = pageBytes; end <= block.length; page += 1, end += pageBytes) {
    block.copy(tails, page * tailBytes, end - tailBytes, end);
  }
  return tails;
}

function noteChanged(changed: number[], before: Buffer, now: Buffer, first: number): void {
  for (let start = 0; start < now.length; start += tailBytes) {
    const end = start + tailBytes;
    const isSame = end <= before.length && before.compare(now, start, end, start, end) === 0;
    if (!isSame) changed.push(first + start / tailBytes + 1);
  }
}

/** An index as it was written for an earlier snapshot. Whether it is that, is known at its end. */
class OldIndex {
  readonly #file: FileBytes;
  readonly #snapshot: Uint8Array;
  readonly #hash = createHash('sha256');
  readonly #tailsEnd: number;
  #position = headerBytes;

  private constructor({ index, snapshot }: KnownPages, header: Uint8Array) {
    this.#file = index;
    this.#snapshot = snapshot;
    this.#tailsEnd = index.sizeBytes - 2 * hashBytes;
    this.#hash.update(header);
  }

  /** @returns null when it is of another database, or no index at all. */
  static async open(known: KnownPages, salt: Buffer): Promise<OldIndex | null> {
    const { sizeBytes } = known.index;
    const tails = sizeBytes - headerBytes - 2 * hashBytes;
    if (tails < 0 || tails % tailBytes !== 0) return null;
    const header = Buffer.alloc(headerBytes);
    await known.index.readAt(header, 0);
    return header.equals(Buffer.concat([magic, salt])) ? new OldIndex(known, header) : null;
  }

  /** Of the pages from `first` (0 is the first of the file) on, at most a block, in order and without a gap. */
  async tails(first: number): Promise<Buffer> {
    const start = headerBytes + first * tailBytes;
    const length = Math.max(0, Math.min(blockPages * tailBytes, this.#tailsEnd - start));
    const tails = Buffer.alloc(length);
    await this.#file.readAt(tails, start);
    this.#hash.update(tails);
    this.#position += length;
    return tails;
  }

  async isWhole(): Promise<boolean> {
    // A database that has shrunk has read only the beginning.
    while (this.#position < this.#tailsEnd) await this.tails((this.#position - headerBytes) / tailBytes);
    const end = Buffer.alloc(2 * hashBytes);
    await this.#file.readAt(end, this.#tailsEnd);
    const snapshot = end.subarray(0, hashBytes);
    const digest = this.#hash.update(snapshot).digest();
    return snapshot.equals(this.#snapshot) && digest.equals(end.subarray(hashBytes));
  }
}
