import type { Database } from './database.ts';

/** Opens `vault.db` files and holds the vault's lock. Errors as in `Database`, and `vault-from-newer-program`. */
export interface Store {
  /** Takes the exclusive lock. @throws VaultError `vault-in-use`. */
  lock(path: string): { release(): void };
  /** A new, empty database at the newest schema, durable. @param key 32 bytes of key and 16 of salt. */
  create(path: string, key: Uint8Array): Promise<Database>;
  /**
   * Opens and migrates; a copy is made before a migration and given to `onCopied` before it starts.
   * @throws VaultError `integrity-violated` part `vault.db` for a wrong key or a damaged file.
   */
  open(path: string, key: Uint8Array, onCopied: (copyPath: string) => Promise<void>): Promise<Database>;
}
