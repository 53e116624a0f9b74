import type Driver from 'better-sqlite3-multiple-ciphers';

/** Settings of a connection, in the order in which they must be applied, each with its reason. */
interface Pragma {
  readonly name: string;
  readonly value: string;
  /** What SQLite answers when the setting is asked for afterwards. */
  readonly readBack: string | number;
}

/** Before the key and before anything is read. */
export const openingPragmas: readonly Pragma[] = [
  { name: 'cipher', value: "'sqlcipher'", readBack: 'sqlcipher' },
  // Stands for all parameters of SQLCipher 4: pages of 4096 bytes, AES-256-CBC, HMAC-SHA512.
  { name: 'legacy', value: '4', readBack: '4' },
  // Before a log is met: it then needs no shared memory file, which network folders cannot provide.
  { name: 'locking_mode', value: 'EXCLUSIVE', readBack: 'exclusive' },
];

/** After the key was tried on page 1. */
export const connectionPragmas: readonly Pragma[] = [
  // One sync per commit instead of two or three.
  { name: 'journal_mode', value: 'WAL', readBack: 'wal' },
  // After journal_mode: this build falls back to NORMAL in WAL mode, which loses reported commits on a power cut.
  { name: 'synchronous', value: 'FULL', readBack: 2 },
  // On macOS fsync does not reach the platter; elsewhere this has no effect.
  { name: 'fullfsync', value: 'ON', readBack: 1 },
  { name: 'checkpoint_fullfsync', value: 'ON', readBack: 1 },
  // What is deleted is overwritten, so that erasure holds also for those who have the database key.
  { name: 'secure_delete', value: 'ON', readBack: 1 },
  { name: 'foreign_keys', value: 'ON', readBack: 1 },
  // The schema may have been edited by someone with the database key: it calls no function with side effects.
  { name: 'trusted_schema', value: 'OFF', readBack: 0 },
  // Sorts and statement journals would otherwise be plaintext files in the temporary folder.
  { name: 'temp_store', value: 'MEMORY', readBack: 2 },
  // A damaged page is refused when it is read, not when it crashes something.
  { name: 'cell_size_check', value: 'ON', readBack: 1 },
  // A mapped file cannot be decrypted in place.
  { name: 'mmap_size', value: '0', readBack: 0 },
  // Pages, so 16 MB: with the default of 4 MB a bulk import with random ids writes the same index pages again and again.
  { name: 'wal_autocheckpoint', value: '4000', readBack: 4000 },
  // KiB: decrypting a page costs about 15 us, so the index pages of 100,000 documents should stay in memory.
  { name: 'cache_size', value: '-65536', readBack: -65536 },
];

/** Applies settings; none of them is a secret. */
export function applyPragmas(driver: Driver, pragmas: readonly Pragma[]): void {
  for (const { name, value } of pragmas) driver.pragma(`${name}=${value}`);
}
