/** One thing found at or below the given paths. A folder is not an entry itself, what is in it is. */
export type ImportEntry = ImportFile | SkippedEntry;

export interface ImportFile {
  readonly kind: 'file';
  readonly path: string;
  /** From the given path's own name downwards, with `/` on every platform: `letters/2024/reply.pdf`. */
  readonly relativeName: string;
  /** Which of the given paths it is, or lies below: its place among them. */
  readonly given: number;
  readonly sizeBytes: number;
}

export interface SkippedEntry {
  readonly kind: 'skipped';
  /** As `relativeName` of a file; bytes that are not UTF-8 and control characters as `\xNN`. */
  readonly relativeName: string;
  readonly reason: SkipReason;
}

/**
 * `symbolic-link`: not followed, so that nothing from elsewhere comes in and no loop begins. `special-file`: named
 * pipe, socket or device. `own-vault`: the vault that is written to; closing its files would end the locks that this process
 * holds on them. `name-not-utf8`: the name cannot be kept as text. `not-found`: a given path that is not there,
 * or an entry that vanished meanwhile. `unreadable`: a folder that may not be listed, or the medium fails; of a file that
 * is found out when it is read.
 */
export type SkipReason = 'symbolic-link' | 'special-file' | 'own-vault' | 'name-not-utf8' | 'not-found' | 'unreadable';

export interface WalkOptions {
  /** A folder that nothing is taken from, by whatever way one comes to it. */
  readonly ownVault?: string;
}

/** Where documents come from. */
export interface ImportSource {
  /**
   * Everything to import from the given absolute paths, folders to the bottom, in an order that depends on the names
   * only. Never throws for what it meets.
   */
  walk(paths: readonly string[], options?: WalkOptions): AsyncIterable<ImportEntry>;
}
