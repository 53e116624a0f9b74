import type { Job } from '../job.ts';
import type { Database } from './database.ts';

/** What a check of every page of a database file has found. */
export interface PageVerdict {
  readonly pages: number;
  /** Numbers of pages that are changed, moved, cut short or missing, ascending; the first page of the file is 1. */
  readonly badPages: readonly number[];
}

/** An open `vault.db`. */
export interface VaultDatabase extends Database {
  /**
   * Checks the HMAC of every page of the file, free ones included, which SQLite's own check does not. Empties the
   * write-ahead log first. Progress in pages. @throws VaultError `cancelled`.
   */
  verifyPages(job: Job): Promise<PageVerdict>;
}

/** Opens `vault.db` files and holds the vault's lock. Errors as in `Database`, and `vault-from-newer-program`. */
export interface Store {
  /** Takes the exclusive lock. @throws VaultError `vault-in-use`. */
  lock(path: string): { release(): void };
  /** That the lock, which this process holds, keeps others out. @throws VaultError `folder-without-locking`. */
  requireLocking(path: string): Promise<void>;
  /** A new, empty database at the newest schema, durable. @param key 32 bytes of key and 16 of salt. */
  create(path: string, key: Uint8Array): Promise<VaultDatabase>;
  /**
   * Opens and migrates; a copy is made before a migration, beside the file, and is not registered.
   * @throws VaultError `integrity-violated` part `vault.db` for a wrong key or a damaged file.
   */
  open(path: string, key: Uint8Array): Promise<VaultDatabase>;
  /** As `open`, but changes nothing. @throws VaultError `vault-from-older-program` when it would have to migrate. */
  openPresent(path: string, key: Uint8Array): Promise<VaultDatabase>;
  /** As `VaultDatabase.verifyPages`, of a database file that nobody has open: a copy. */
  verifyCopy(path: string, key: Uint8Array, job: Job): Promise<PageVerdict>;
}
