import { closeSync, openSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Driver from 'better-sqlite3-multiple-ciphers';
import { VaultError } from '../../contract/errors.ts';
import { isAbsence, systemCode, translateError } from '../file-system/translate-error.ts';
import { requireRegularFiles } from './require-regular-files.ts';
import { requireWritable } from './require-writable.ts';
import { translateSqliteError } from './sqlite-errors.ts';

/** The right to be the one process that has the vault open. */
export interface VaultLock {
  /** Idempotent. The operating system does the same when the process ends, however it ends. */
  release(): void;
}

/**
 * Locks held by this process. SQLite counts its own connections per file, so a second try would be refused anyway; this
 * refuses it before the file is touched at all, since closing any descriptor of it would drop the lock. It also keeps
 * the connections reachable: the garbage collector closes one that nobody refers to, and the lock would be gone.
 */
const heldHere = new Map<string, Driver>();

/**
 * Takes the lock of a vault: an empty SQLite file (made when absent, mode 0600) in an exclusive transaction that is never
 * committed. A folder whose locking works for SQLite works for this.
 *
 * @param path the lock file, `<vault>/lock`; its folder exists.
 * @throws VaultError `vault-in-use` when this or another process holds it, `not-found` without the folder,
 * `folder-read-only`, `disk-full`, `integrity-violated` (part `lock`) when the file is something else.
 */
export function acquireVaultLock(path: string): VaultLock {
  const lockPath = canonicalPath(path);
  if (heldHere.has(lockPath)) throw new VaultError('vault-in-use', 'lock: held by this process');
  makeFileWhenAbsent(lockPath);
  requireRegularFiles(lockPath);
  requireWritable(lockPath, 'lock');
  const driver = lockedConnection(lockPath);
  heldHere.set(lockPath, driver);
  return {
    release() {
      if (!driver.open) return;
      driver.close();
      heldHere.delete(lockPath);
    },
  };
}

function lockedConnection(path: string): Driver {
  let driver: Driver | undefined;
  try {
    driver = new Driver(path, { fileMustExist: true, timeout: 0 });
    // Nothing is ever written; were it, no journal would lie about.
    driver.pragma('journal_mode=MEMORY');
    driver.exec('BEGIN EXCLUSIVE');
    return driver;
  } catch (error) {
    driver?.close();
    throw translateSqliteError(error, 'lock', 'preparing');
  }
}

function makeFileWhenAbsent(path: string): void {
  try {
    // `wx` opens no descriptor of a file that is there already.
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    throw translateError(error, 'changing');
  }
}

function canonicalPath(path: string): string {
  try {
    return join(realpathSync.native(dirname(path)), basename(path));
  } catch (error) {
    if (isAbsence(error)) throw new VaultError('not-found', 'lock: no such folder', { details: { part: 'lock' } });
    throw translateError(error, 'changing');
  }
}
