import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { verdictOn as verdictOnReader } from '../../../src-main/adapters/sqlcipher/open-vault-database.ts';
import { PageMac } from '../../../src-main/adapters/sqlcipher/page-mac.ts';
import { verifyPages } from '../../../src-main/adapters/sqlcipher/verify-pages.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import type { FileReader } from '../../../src-main/core/ports/file-system.ts';
import { dose } from '../../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { flipByte } from './support/flip-byte.ts';
import { filledVaultFolder, type VaultFolder } from './support/vault-folder.ts';

const pageBytes = 4096;

/** As the vault checks itself: `expectedPages` is what SQLite says that there are. */
async function verdictOn(folder: VaultFolder, expectedPages?: number, job: Job = unwatched) {
  const reader = await new NodeFileSystem().openReader(folder.databasePath);
  try {
    return await verdictOnReader(reader, folder.key, job, expectedPages);
  } finally {
    await reader.close();
  }
}

const pagesOf = (folder: VaultFolder) => statSync(folder.databasePath).size / pageBytes;

/** A closed file of about 3,000 pages (three blocks), a third of them free. */
function largeVaultFolder(): VaultFolder {
  const folder = filledVaultFolder(3000);
  const db = folder.open();
  db.run('DELETE FROM item WHERE id BETWEEN 1500 AND 2500');
  expect(Number(db.get('PRAGMA freelist_count')?.freelist_count)).toBeGreaterThan(900);
  db.close();
  return folder;
}

/** A file in memory that fills buffers at once; `spoil` may change what a read gives. */
function readerOf(bytes: Buffer, spoil: (buffer: Uint8Array, reads: number) => void = () => undefined) {
  return {
    reads: 0,
    sizeBytes: 0,
    modifiedAtMs: 0,
    async readAt(buffer: Uint8Array, position: number) {
      this.reads += 1;
      const read = bytes.copy(buffer, 0, Math.min(position, bytes.length));
      spoil(buffer, this.reads);
      return read;
    },
    isUnchanged: async () => true,
    close: async () => undefined,
  } satisfies FileReader & { reads: number };
}

describe('verifyPages', () => {
  it('finds a file intact that SQLCipher wrote', async () => {
    const folder = largeVaultFolder();
    expect(await verdictOn(folder)).toEqual({ pages: pagesOf(folder), badPages: [] });
  });

  it('finds one flipped bit in any page: the first, one before and after a border of blocks, free ones, the last', async () => {
    const folder = largeVaultFolder();
    const last = pagesOf(folder);
    const pages = [1, 2, 1024, 1025, 1700, 2048, last - 1, last];
    for (const page of pages) {
      const position = (page - 1) * pageBytes + randomInt(pageBytes);
      flipByte(folder.databasePath, position);
      expect(await verdictOn(folder), `byte ${position}`).toEqual({ pages: last, badPages: [page] });
      flipByte(folder.databasePath, position);
    }
    for (const page of pages) flipByte(folder.databasePath, (page - 1) * pageBytes + 4000);
    expect((await verdictOn(folder)).badPages).toEqual(pages);
  });

  it.each([
    ['salt', 0],
    ['salt, last byte', 15],
    ['content of page 1', 16],
    ['IV', pageBytes + 4016],
    ['HMAC', pageBytes + 4032],
    ['HMAC, last byte', 2 * pageBytes - 1],
  ])('finds a flipped bit in the %s', async (_, position) => {
    const folder = filledVaultFolder(5);
    flipByte(folder.databasePath, position);
    expect((await verdictOn(folder)).badPages).toEqual([position < pageBytes ? 1 : 2]);
  });

  it('finds pages that were swapped, cut short, cut off, or added', async () => {
    const folder = filledVaultFolder(50);
    const original = readFileSync(folder.databasePath);
    const count = pagesOf(folder);
    const page = (number: number) => original.subarray((number - 1) * pageBytes, number * pageBytes);
    const swapped = Buffer.from(original);
    page(6).copy(swapped, 4 * pageBytes);
    page(5).copy(swapped, 5 * pageBytes);
    writeFileSync(folder.databasePath, swapped);
    expect((await verdictOn(folder)).badPages).toEqual([5, 6]);
    writeFileSync(folder.databasePath, Buffer.concat([original, page(3), Buffer.alloc(pageBytes)]));
    expect((await verdictOn(folder)).badPages).toEqual([count + 1, count + 2]);
    writeFileSync(folder.databasePath, original);
    truncateSync(folder.databasePath, original.length - 1);
    expect(await verdictOn(folder)).toEqual({ pages: count, badPages: [count] });
    truncateSync(folder.databasePath, original.length - 2 * pageBytes);
    expect((await verdictOn(folder)).badPages).toEqual([]);
    expect(await verdictOn(folder, count)).toEqual({ pages: count - 2, badPages: [count - 1, count] });
  });

  it('calls everything bad with another key, and nothing in an empty file', async () => {
    const folder = filledVaultFolder(5);
    const count = pagesOf(folder);
    expect((await verdictOn({ ...folder, key: randomBytes(48) })).badPages).toHaveLength(count);
    writeFileSync(folder.databasePath, '');
    expect(await verdictOn(folder, 0)).toEqual({ pages: 0, badPages: [] });
    expect((await verdictOn(folder, 2)).badPages).toEqual([1, 2]);
  });

  it('skips the page that SQLite keeps for its locks and never writes', () => {
    const mac = new PageMac(randomBytes(48));
    const lockPage = 2 ** 30 / pageBytes + 1;
    const intact = [lockPage - 1, lockPage, lockPage + 1].map((page) => mac.isIntact(Buffer.alloc(pageBytes), page));
    expect(intact).toEqual([false, true, false]);
  });

  it('reads a page again that was being rewritten', async () => {
    const folder = filledVaultFolder(50);
    const bytes = readFileSync(folder.databasePath);
    const reader = readerOf(bytes, (buffer, reads) => {
      if (reads === 1) buffer.fill(0, 5 * pageBytes, 5 * pageBytes + 512);
    });
    expect((await verifyPages(reader, folder.key)).badPages).toEqual([]);
    expect(reader.reads).toBe(3);
  });

  it('reads each block of an intact file once, and never into the one that is being checked', async () => {
    const folder = largeVaultFolder();
    const reader = readerOf(readFileSync(folder.databasePath));
    expect((await verifyPages(reader, folder.key)).badPages).toEqual([]);
    expect(reader.reads).toBe(4);
  });

  it('works while the database is open, sees what was added, and drops no lock', async () => {
    const folder = filledVaultFolder(50);
    const reader = await new NodeFileSystem().openReader(folder.databasePath);
    const db = folder.open();
    db.run('INSERT INTO item VALUES (1000, zeroblob(100000))');
    db.checkpoint();
    const count = Number(db.get('PRAGMA page_count')?.page_count);
    expect(count * pageBytes).toBeGreaterThan(reader.sizeBytes);
    expect(await verifyPages(reader, folder.key)).toEqual({ pages: count, badPages: [] });
    db.close();
    await reader.close();
  });

  it('reports progress and can be cancelled', async () => {
    const folder = largeVaultFolder();
    const seen: number[] = [];
    await verdictOn(folder, 1, { ...unwatched, report: (pages) => seen.push(pages) });
    expect(seen).toEqual([1024, 2048, pagesOf(folder)]);
    const stop = new AbortController();
    let reports = 0;
    const cancelled = verdictOn(folder, 1, {
      signal: stop.signal,
      report: () => {
        reports += 1;
        stop.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(reports).toBe(1);
  });

  it('calls no page bad after random work: large and small rows, deletes, indexes dropped, rollbacks', async () => {
    const seed = seedOfThisRun();
    const random = seededRandom(seed);
    const folder = filledVaultFolder(20);
    for (let round = 0; round < dose(5, 60); round += 1) {
      const db = folder.open();
      for (let write = 0; write < 40; write += 1) {
        const id = random.below(200);
        const choice = random.below(7);
        if (choice < 3) db.run('REPLACE INTO item VALUES (?, randomblob(?))', id, random.below(30_000));
        if (choice === 3) db.run('DELETE FROM item WHERE id > ?', id);
        if (choice === 4) db.run('CREATE INDEX IF NOT EXISTS by_body ON item (body)');
        if (choice === 5) db.run('DROP INDEX IF EXISTS by_body');
        if (choice === 6) {
          // Pages that are taken and given back in one transaction.
          db.run('BEGIN IMMEDIATE');
          db.run('INSERT OR REPLACE INTO item VALUES (900, randomblob(300000))');
          db.run('DELETE FROM item WHERE id = 900');
          db.run(random.chance(0.5) ? 'COMMIT' : 'ROLLBACK');
        }
      }
      const count = Number(db.get('PRAGMA page_count')?.page_count);
      db.close();
      expect(await verdictOn(folder, count), `seed ${seed}`).toEqual({ pages: count, badPages: [] });
    }
  });
});
