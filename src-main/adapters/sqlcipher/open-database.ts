import { closeSync, openSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import Driver from 'better-sqlite3-multiple-ciphers';
import { VaultError, violated } from '../../contract/errors.ts';
import type { Database } from '../../core/ports/database.ts';
import { syncFolderAtOnce } from '../file-system/sync-folder.ts';
import { systemCode, translateError } from '../file-system/translate-error.ts';
import { applyPragmas, connectionPragmas, openingPragmas } from './pragmas.ts';
import { requireRegularFiles } from './require-regular-files.ts';
import { requireWritable } from './require-writable.ts';
import { SqlcipherDatabase } from './sqlcipher-database.ts';
import { translateSqliteError } from './sqlite-errors.ts';

/** A database key: 32 bytes of AES key, then the 16 bytes of salt that stand at the start of the file. */
const databaseKeyBytes = 48;

/**
 * A database key as the driver takes it without deriving another from it; unlike `PRAGMA key` it leaves no copy in a string.
 * The caller wipes it.
 */
export function rawKeyOf(key: Uint8Array): Buffer {
  if (key.byteLength !== databaseKeyBytes) throw new VaultError('internal', 'vault.db: the key has a wrong length');
  return Buffer.concat([Buffer.from('raw:'), key]);
}

/**
 * Opens an SQLCipher 4 file for this process alone, or makes it with `create` (mode 0600, durable when this returns).
 * The key is copied; wiping the given one stays with the caller.
 *
 * POSIX trap: as long as the database is open, nothing in this process may open *and close* the file otherwise, for
 * that drops SQLite's locks. Whoever needs the bytes opens a descriptor before this call and closes it after `close()`.
 *
 * @throws VaultError `integrity-violated` (another key, no such file, or not such a file, also beside it), `vault-in-use`
 * (open elsewhere),
 * `folder-read-only`, `disk-full`, `file-exists` (with `create`).
 */
export function openDatabase(path: string, key: Uint8Array, options: { create?: boolean } = {}): Database {
  const rawKey = rawKeyOf(key);
  // The driver trims paths and takes `file:` for a URL.
  if (!isAbsolute(path) || path !== path.trim()) throw new VaultError('internal', 'vault.db: not an absolute path');
  const create = options.create === true;
  try {
    requireRegularFiles(path);
    if (create) reserveFile(path);
    requireWritable(path, 'vault.db');
    const driver = connect(path, rawKey, create);
    if (create) syncFolderAtOnce(dirname(path));
    return new SqlcipherDatabase(driver);
  } finally {
    rawKey.fill(0);
  }
}

function connect(path: string, rawKey: Buffer, create: boolean): Driver {
  let driver: Driver | undefined;
  try {
    // Another process holds the file for hours, not for milliseconds: waiting is of no use.
    driver = new Driver(path, { fileMustExist: true, timeout: 0 });
    applyPragmas(driver, openingPragmas);
    if (driver.key(rawKey) !== 0) throw new VaultError('internal', 'vault.db: the key was not accepted');
    // SECURITY: reads page 1 before anything is written; an emptied file would otherwise pass for a new database.
    if (!create && driver.pragma('page_count', { simple: true }) === 0) {
      throw violated('vault.db', 'vault.db: the file is empty');
    }
    applyPragmas(driver, connectionPragmas);
    return driver;
  } catch (error) {
    driver?.close();
    throw translateSqliteError(error, 'vault.db', 'preparing');
  }
}

/** Makes the file before SQLite does, which would let everybody read it. What a crash left empty is taken over. */
function reserveFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw translateError(error, 'changing');
    if (statSync(path).size > 0) throw new VaultError('file-exists', 'vault.db: the file exists');
  }
}
