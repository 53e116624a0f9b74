import { closeSync, openSync, readSync } from 'node:fs';
import { VaultError } from '../../contract/errors.ts';
import { checkCancelled, type Job, turnOfOthers } from '../../core/job.ts';
import type { Database } from '../../core/ports/database.ts';
import type { PageVerdict, VaultDatabase } from '../../core/ports/store.ts';
import { translateError } from '../file-system/translate-error.ts';
import { Stillness } from './stillness.ts';
import { verifyPages } from './verify-pages.ts';

/**
 * An open database whose pages can be checked. The POSIX trap of `openDatabase`: closing any descriptor of the file drops
 * SQLite's locks, so this one is held from here until SQLite has closed the file. It is read and closed synchronously, so
 * that no read and no close is under way any more when `close` returns and the file may be opened again.
 *
 * @param key the one that `db` was opened with; copied, and wiped by `close`.
 */
export function withPagesToVerify(db: Database, path: string, key: Uint8Array): VaultDatabase {
  const descriptor = heldDescriptor(db, path);
  const ownKey = Buffer.from(key);
  const stillness = new Stillness(db, path, descriptor);
  let open = true;
  const readAt = async (buffer: Uint8Array, position: number): Promise<number> => {
    // A cancellation comes in as well.
    await turnOfOthers();
    if (!open) throw new VaultError('internal', 'vault.db: read after it was closed');
    return readFully(descriptor, buffer, position);
  };
  return {
    all: (sql, ...parameters) => db.all(sql, ...parameters),
    get: (sql, ...parameters) => db.get(sql, ...parameters),
    iterate: (sql, ...parameters) => db.iterate(sql, ...parameters),
    run: (sql, ...parameters) => db.run(sql, ...parameters),
    transaction: (work) => db.transaction(work),
    checkpoint: () => stillness.checkpoint(),
    close: () => {
      if (!open) return;
      open = false;
      try {
        stillness.close();
      } finally {
        closeSync(descriptor);
        ownKey.fill(0);
      }
    },
    verifyPages: async (job) => {
      stillness.checkpoint();
      const expected = Number(db.get('PRAGMA page_count')?.page_count);
      return await verdictOn({ readAt }, ownKey, job, expected);
    },
    whileStill: async (work) => await stillness.keep(readAt, work),
  };
}

/** Every page up to the end of the file, and those that should be there. */
export async function verdictOn(
  reader: Parameters<typeof verifyPages>[0],
  key: Uint8Array,
  job: Job,
  expectedPages = 1,
): Promise<PageVerdict> {
  const { pages, badPages } = await verifyPages(reader, key, (done) => {
    job.report(done, Math.max(done, expectedPages));
    checkCancelled(job);
  });
  const missing = Array.from({ length: Math.max(0, expectedPages - pages) }, (_, index) => pages + 1 + index);
  return { pages, badPages: [...badPages, ...missing] };
}

function heldDescriptor(db: Database, path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    db.close();
    throw translateError(error, 'reading');
  }
}

function readFully(descriptor: number, buffer: Uint8Array, position: number): number {
  let filled = 0;
  try {
    while (filled < buffer.length) {
      const read = readSync(descriptor, buffer, filled, buffer.length - filled, position + filled);
      if (read === 0) break;
      filled += read;
    }
  } catch (error) {
    throw translateError(error, 'reading');
  }
  return filled;
}
