/**
 * The temporary names of `FileWriter`s, and what SQLite has beside a database of such a name, exactly: whatever else is
 * called alike is somebody's own.
 */
export const unfinishedName: RegExp = /^\.tmp-[0-9a-f]{24}(-wal|-journal)?$/;

/** `other`: a pipe, a socket, a device. */
export type FileKind = 'file' | 'folder' | 'link' | 'other';

/**
 * What the core needs of a file system. Paths are absolute. Errors are VaultErrors: `disk-full` (ENOSPC, EDQUOT,
 * EFBIG); where something is changed `folder-read-only` (EROFS, EACCES, EPERM); where something is read
 * `file-unreadable` (EACCES, EPERM, EIO, ELOOP, a folder or device where a file was asked for); `internal` otherwise.
 * Their messages and details hold no path, for a path may hold a client's name.
 */
export interface FileSystem {
  /** @returns null when there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** The size in bytes and modification time in ms, or null when there is no such file. Follows symbolic links. */
  stat(path: string): Promise<{ sizeBytes: number; modifiedAtMs: number; isDirectory: boolean } | null>;
  /** What lies there itself, symbolic links not followed, or null when there is nothing. */
  look(path: string): Promise<{ kind: FileKind; sizeBytes: number; modifiedAtMs: number } | null>;
  /** The same path without symbolic links and in the case of the disk, or null when it leads nowhere. */
  realPath(path: string): Promise<string | null>;
  /** Names (not paths) in a folder, sorted by code unit; an absent folder is empty. */
  list(path: string): Promise<string[]>;
  /**
   * Complete or absent, and durable when it resolves: temporary file beside it, fsync, rename over, fsync of the folder.
   * Mode 0600. Creates no folders.
   */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * As `replace` of many short files at once, in threads of its own, but durable only after `syncWritten`. When it fails some of
   * them are there. @param memory where they lie, shared, and as it is until this resolves.
   */
  replaceMany(memory: Uint8Array<SharedArrayBuffer>, files: readonly FilePart[]): Promise<void>;
  /** As `replace`, but fails with VaultError `file-exists` when the file is there already. Never overwrites, also under a race. */
  create(path: string, bytes: Uint8Array): Promise<void>;
  /** Idempotent, and durable when it resolves (fsync of the folder, unless `syncFolder` is false). Files only. */
  remove(path: string, options?: SyncFolderOption): Promise<void>;
  /**
   * Removes what killed `FileWriter`s left in this folder (not in folders below): regular files of this operating system
   * account with their names, last written before `olderThan` (ms UTC), and nothing else.
   * @returns how many; 0 when there is no such folder.
   */
  removeUnfinished(folder: string, olderThan?: number): Promise<number>;
  /** Removes a folder in which there is nothing; one that is gone, or holds something, stays as it is. */
  removeEmptyFolder(path: string): Promise<void>;
  /**
   * Creates the folder and its parents (mode 0700), durable when it resolves, but for the folder itself where `syncFolder` is
   * false: then of the folder above. Idempotent; may be called concurrently.
   */
  makeFolder(path: string, options?: SyncFolderOption): Promise<void>;
  /**
   * Makes every name created, replaced or removed in this folder so far survive a power cut. Needed only after calls
   * with `syncFolder: false`: thousands of files then cost one fsync for each folder instead of one for each file.
   */
  syncFolder(path: string): Promise<void>;
  /**
   * Makes files durable that were written with `replaceMany` or committed with `durable: 'later'`, and the names they have in their
   * folders. All at once where the system can: thousands of files then cost one wait for the disk.
   * @param root of all of them, on the same file system.
   */
  syncWritten(root: string, paths: readonly string[]): Promise<void>;
  /**
   * Gives a folder another name in the folder that it is in, with all that is in it; durable when it resolves.
   * @throws VaultError `file-exists` when something has that name already.
   */
  renameFolder(from: string, to: string): Promise<void>;
  /** What can still be written where this folder is, in bytes; of one that is not there, where it would be. */
  freeBytes(folder: string): Promise<number>;
  /** A reader of a file of any size, from a descriptor that stays open until `close`. @throws VaultError `not-found`. */
  openReader(path: string): Promise<FileReader>;
  /**
   * A new file, written front to back under a temporary name in `folder`, then either committed or discarded. Writers
   * do not disturb each other: have 8 to 16 in flight, for fsyncs that wait together are written together.
   */
  openWriter(folder: string): Promise<FileWriter>;
}

/** A file that is written, and which part of some memory it is. */
export interface FilePart {
  readonly path: string;
  readonly start: number;
  readonly length: number;
}

export interface SyncFolderOption {
  /** False: the caller calls `FileSystem.syncFolder` herself before she relies on it. Default true. */
  syncFolder?: boolean;
}

export interface CommitOptions extends SyncFolderOption {
  /** What to do with a file of that name: `replace` it (the default), or `refuse` with `file-exists`, also under a race. */
  ifExists?: 'replace' | 'refuse';
  /** `later`: the caller calls `FileSystem.syncWritten` herself before she relies on it; nothing is synced. Default `now`. */
  durable?: 'now' | 'later';
}

export interface FileReader {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  /** Fills `buffer` from `position`; the number of bytes read, less than asked only at the end of the file. */
  readAt(buffer: Uint8Array, position: number): Promise<number>;
  /** True when size, modification time and identity are what they were at opening, of the open file and at its path. */
  isUnchanged(): Promise<boolean>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** The part of a reader that bytes are read by, front to back or anywhere. */
export type FileBytes = Pick<FileReader, 'sizeBytes' | 'readAt'>;

export interface FileWriter {
  /** The bytes must stay as they are until it resolves. */
  append(bytes: Uint8Array): Promise<void>;
  /**
   * fsync, then rename to `path` (same file system), then fsync of its folder unless `syncFolder` is false. After
   * `file-exists` it may be called again with another path.
   */
  commit(path: string, options?: CommitOptions): Promise<void>;
  /** Closes and removes the temporary file; idempotent, and does nothing after a `commit` that succeeded. */
  discard(): Promise<void>;
}
