import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { VaultError } from '../../contract/errors.ts';
import { checkCancelled, type Job, turnOfOthers } from '../../core/job.ts';
import type { Database } from '../../core/ports/database.ts';
import type { PageVerdict, VaultDatabase } from '../../core/ports/store.ts';
import { translateError } from '../file-system/translate-error.ts';
import { openDatabase } from './open-database.ts';
import { replaceByRekeyed } from './replace-by-rekeyed.ts';
import { Stillness } from './stillness.ts';
import { verifyPages } from './verify-pages.ts';

/** One opening of the file; a rekeyed one gets another. */
interface Connection {
  readonly db: Database;
  readonly descriptor: number;
  readonly stillness: Stillness;
  /** Wiped when it ends. */
  readonly key: Buffer;
}

/**
 * An open database whose pages can be checked. The POSIX trap of `openDatabase`: closing any descriptor of the file drops
 * SQLite's locks, so this one is held from here until SQLite has closed the file. It is read and closed synchronously, so
 * that no read and no close is under way any more when `close` returns and the file may be opened again.
 *
 * @param key the one that `db` was opened with; copied, and wiped by `close`.
 */
export function withPagesToVerify(db: Database, path: string, key: Uint8Array): VaultDatabase {
  let connection = connectionOf(db, path, key);
  let open = true;
  const readAt = async (buffer: Uint8Array, position: number): Promise<number> => {
    const began = connection;
    // A cancellation comes in as well.
    await turnOfOthers();
    if (!open) throw new VaultError('internal', 'vault.db: read after it was closed');
    // There is another file by now: whoever kept the one before still is told so.
    return began === connection ? readFully(began.descriptor, buffer, position) : 0;
  };
  const end = (close: (stillness: Stillness) => void) => {
    const { stillness, descriptor, key: ownKey } = connection;
    open = false;
    try {
      close(stillness);
    } finally {
      closeSync(descriptor);
      ownKey.fill(0);
    }
  };
  return {
    all: (sql, ...parameters) => connection.db.all(sql, ...parameters),
    get: (sql, ...parameters) => connection.db.get(sql, ...parameters),
    iterate: (sql, ...parameters) => connection.db.iterate(sql, ...parameters),
    run: (sql, ...parameters) => connection.db.run(sql, ...parameters),
    transaction: (work) => connection.db.transaction(work),
    checkpoint: () => connection.stillness.checkpoint(),
    close: () => {
      if (open) end((stillness) => stillness.close());
    },
    verifyPages: async (job) => {
      connection.stillness.checkpoint();
      const expected = Number(connection.db.get('PRAGMA page_count')?.page_count);
      return await verdictOn({ readAt }, connection.key, job, expected);
    },
    whileStill: async (work) => await connection.stillness.keep(readAt, work),
    rekey: (next, report) => {
      connection.stillness.checkpoint();
      const present = Buffer.from(connection.key);
      let key: Uint8Array = present;
      try {
        end((stillness) => stillness.closeForAnother());
        requireNoLog(path);
        replaceByRekeyed(path, { present, next }, report);
        key = next;
      } finally {
        try {
          connection = connectionOf(openDatabase(path, key), path, key);
          open = true;
        } finally {
          present.fill(0);
        }
      }
    },
  };
}

function connectionOf(db: Database, path: string, key: Uint8Array): Connection {
  const descriptor = heldDescriptor(db, path);
  return { db, descriptor, stillness: new Stillness(db, path, descriptor), key: Buffer.from(key) };
}

/** Closing empties it; what is left would be taken for a part of the file that follows. */
function requireNoLog(path: string): void {
  if (existsSync(`${path}-wal`)) throw new VaultError('vault-in-use', 'vault.db: the log could not be folded in');
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
