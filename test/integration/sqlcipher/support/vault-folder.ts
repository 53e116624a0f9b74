import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../../../src-main/adapters/sqlcipher/open-database.ts';
import { type ErrorCode, VaultError } from '../../../../src-main/contract/errors.ts';
import type { Database } from '../../../../src-main/core/ports/database.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** A temporary folder and a key for its `vault.db`. */
export interface VaultFolder {
  readonly path: string;
  readonly databasePath: string;
  readonly key: Buffer;
  open(options?: { create?: boolean }): Database;
}

export function vaultFolder(path = tempFolder('kluis-sqlcipher-').path): VaultFolder {
  const databasePath = `${path}/vault.db`;
  const key = randomBytes(48);
  return { path, databasePath, key, open: (options) => openDatabase(databasePath, key, options) };
}

/** A closed database with one table `item` of `rows` rows. */
export function filledVaultFolder(rows: number, path?: string): VaultFolder {
  const folder = vaultFolder(path);
  const db = folder.open({ create: true });
  db.run('CREATE TABLE item (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
  db.transaction(() => {
    for (let id = 1; id <= rows; id += 1) db.run('INSERT INTO item VALUES (?, ?)', id, randomBytes(2000));
  });
  db.close();
  return folder;
}

/** The VaultError that `work` throws; anything else fails the test. */
export function vaultErrorOf(work: () => unknown): VaultError {
  try {
    work();
  } catch (error) {
    if (error instanceof VaultError) return error;
    throw error;
  }
  throw new Error('it should have thrown');
}

export const codeOf = (work: () => unknown): ErrorCode => vaultErrorOf(work).code;
