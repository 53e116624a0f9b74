import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import Driver from 'better-sqlite3-multiple-ciphers';
import { VaultError, violated } from '../../contract/errors.ts';
import type { Job } from '../../core/job.ts';
import { newFileFlags, newFileMode, temporaryPath } from '../file-system/temporary-file.ts';
import { translateError } from '../file-system/translate-error.ts';
import { openDatabase, rawKeyOf } from './open-database.ts';
import { PageMac, pageBytes } from './page-mac.ts';
import { applyPragmas, openingPragmas } from './pragmas.ts';
import { translateSqliteError } from './sqlite-errors.ts';

const blockPages = 1024;

/**
 * The copy is thrown away when anything goes wrong: what makes changes of it safe would only make them slow. With a write-ahead
 * log rekeying would keep the salt, and so half of the key.
 */
const throwAwayPragmas = [
  { name: 'journal_mode', value: 'OFF', readBack: 'off' },
  { name: 'synchronous', value: 'OFF', readBack: 0 },
];

/**
 * Puts a copy of a database under another key in its place: whole, synced, opened with that key and each page of it verified
 * before it has the name. Rekeying the file itself would leave one that no key opens when it is cut off.
 *
 * Nothing in this process has the file open, there is no log beside it, and the caller holds the vault's lock. It waits for
 * nothing, so that nobody else gets a turn meanwhile: some 1 s for 100 MB.
 *
 * @param keys of 48 bytes each; not kept.
 * @param report as of `VaultDatabase.rekey`.
 * The name is durable once the folder is synced.
 * @throws VaultError `disk-full`, `folder-read-only`, `integrity-violated` part `vault.db`; the file is as it was.
 */
export function replaceByRekeyed(
  path: string,
  keys: { readonly present: Uint8Array; readonly next: Uint8Array },
  report: Job['report'],
): void {
  const copy = temporaryPath(dirname(path));
  try {
    const pages = copyFile(path, copy, report);
    rekey(copy, keys);
    report(2 * pages, 3 * pages);
    requireOpens(copy, keys.next, pages);
    requireIntact(copy, keys.next, (done) => report(2 * pages + done, 3 * pages));
    renameSync(copy, path);
  } catch (error) {
    remove(copy);
    throw translateError(error, 'changing');
  }
}

/** @returns how many pages it has. */
function copyFile(from: string, to: string, report: Job['report']): number {
  const [source, target] = [openSync(from, 'r'), openSync(to, newFileFlags, newFileMode)];
  try {
    let pages = 0;
    for (const block of blocksOf(source)) {
      for (let written = 0; written < block.length; ) written += writeSync(target, block, written);
      pages += Math.ceil(block.length / pageBytes);
      report(pages, null);
    }
    return pages;
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

function* blocksOf(descriptor: number): Generator<Buffer> {
  const buffer = Buffer.allocUnsafe(blockPages * pageBytes);
  for (let position = 0; ; ) {
    let filled = 0;
    for (let read = -1; read !== 0 && filled < buffer.length; filled += read) {
      read = readSync(descriptor, buffer, filled, buffer.length - filled, position + filled);
    }
    if (filled === 0) return;
    yield buffer.subarray(0, filled);
    position += filled;
  }
}

function rekey(path: string, { present, next }: { readonly present: Uint8Array; readonly next: Uint8Array }): void {
  let driver: Driver | undefined;
  const [before, after] = [rawKeyOf(present), rawKeyOf(next)];
  try {
    driver = new Driver(path, { fileMustExist: true, timeout: 0 });
    applyPragmas(driver, openingPragmas);
    if (driver.key(before) !== 0) throw new VaultError('internal', 'vault.db: the key was not accepted');
    driver.unsafeMode(true);
    applyPragmas(driver, throwAwayPragmas);
    if (driver.rekey(after) !== 0) throw new VaultError('internal', 'vault.db: the copy could not be rekeyed');
  } catch (error) {
    throw translateSqliteError(error, 'vault.db', 'preparing');
  } finally {
    driver?.close();
    before.fill(0);
    after.fill(0);
  }
}

/** As the vault will open it, which leaves it with a write-ahead log to come; then synced. */
function requireOpens(path: string, key: Uint8Array, pages: number): void {
  const db = openDatabase(path, key);
  try {
    if (db.get('PRAGMA page_count')?.page_count !== pages) throw violated('vault.db', 'the copy has other pages');
  } finally {
    db.close();
  }
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function requireIntact(path: string, key: Uint8Array, report: (done: number) => void): void {
  const mac = new PageMac(key);
  const descriptor = openSync(path, 'r');
  try {
    let pages = 0;
    for (const block of blocksOf(descriptor)) {
      for (let start = 0; start < block.length; start += pageBytes) {
        pages += 1;
        if (mac.isIntact(block.subarray(start, start + pageBytes), pages)) continue;
        throw violated('vault.db', `the copy has a damaged page: ${pages}`);
      }
      report(pages);
    }
  } finally {
    closeSync(descriptor);
  }
}

function remove(copy: string): void {
  for (const path of [copy, `${copy}-wal`, `${copy}-journal`]) {
    try {
      rmSync(path, { force: true });
    } catch {
      // The next start sweeps it; the failure before it is what is told.
    }
  }
}
