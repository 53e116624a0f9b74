import type { Job } from '../job.ts';
import type { Database } from './database.ts';
import type { FileBytes } from './file-system.ts';

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
  /**
   * Empties the write-ahead log into the file and keeps the file as it is until `work` has ended: what is written
   * meanwhile waits in the log, which grows, so `work` is to be short. What `work` asks of the database before it first
   * waits for something is of the same instant as the file. One at a time.
   *
   * Who empties the log, to be rid of what was erased, and who closes the database goes first: then it fails.
   * @throws VaultError `file-changed-while-read`, `cancelled` once it is closed; `vault-in-use` when the log cannot be emptied.
   */
  whileStill<Result>(work: (file: FileBytes) => Promise<Result>): Promise<Result>;
  /**
   * Puts a copy of the file under another key in its place, synced and with each page verified, and goes on with that; all at
   * once, so that nobody writes meanwhile. Its name is durable once the folder is synced. What is kept still fails with
   * `file-changed-while-read`. When it throws, the file is as it was. Progress in pages, each three times.
   */
  rekey(key: Uint8Array, report: Job['report']): void;
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
