/**
 * What the core needs of a file system. Paths are absolute. Errors are VaultErrors: `disk-full` (ENOSPC, EDQUOT),
 * `folder-read-only` (EROFS, EACCES, EPERM), `internal` otherwise.
 */
export interface FileSystem {
  /** @returns null when there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** The size in bytes and modification time in ms, or null when there is no such file. */
  stat(path: string): Promise<{ sizeBytes: number; modifiedAtMs: number; isDirectory: boolean } | null>;
  /** Names (not paths) in a folder, sorted; an absent folder is empty. */
  list(path: string): Promise<string[]>;
  /**
   * Complete or absent, and durable when it resolves: temporary file beside it, fsync, rename over, fsync of the folder.
   * Mode 0600. Creates no folders.
   */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** As `replace`, but fails with VaultError `file-exists` when the file is there already. Never overwrites, also under a race. */
  create(path: string, bytes: Uint8Array): Promise<void>;
  /** Idempotent, and durable when it resolves (fsync of the folder). */
  remove(path: string): Promise<void>;
  /** Creates the folder and its parents (mode 0700), durable when it resolves. */
  makeFolder(path: string): Promise<void>;
  /** A reader of a file of any size, from a descriptor that stays open until `close`. @throws VaultError `not-found`. */
  openReader(path: string): Promise<FileReader>;
  /** A new file, written front to back under a temporary name in `folder`, then either committed or discarded. */
  openWriter(folder: string): Promise<FileWriter>;
}

export interface FileReader {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  /** Fills `buffer` from `position`; the number of bytes read, less than asked only at the end of the file. */
  readAt(buffer: Uint8Array, position: number): Promise<number>;
  /** True when size, modification time and identity are what they were at opening. */
  isUnchanged(): Promise<boolean>;
  close(): Promise<void>;
}

export interface FileWriter {
  append(bytes: Uint8Array): Promise<void>;
  /** fsync, then rename to `path` (same file system), then fsync of its folder. An existing file of that name is kept when `keepExisting`. */
  commit(path: string, options?: { keepExisting?: boolean }): Promise<void>;
  /** Closes and removes the temporary file; idempotent, also after `commit`. */
  discard(): Promise<void>;
}
