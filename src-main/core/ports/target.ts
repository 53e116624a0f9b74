import type { TargetAbilities } from '../../contract/targets.ts';

/** What a file is to hold. */
export interface TargetContent {
  readonly sizeBytes: number;
  /** 32 bytes. What has another hash or size by the time it is sent is `file-changed-while-read`, and is not created. */
  readonly sha256: Uint8Array;
  /** Until when nobody may remove it (ms UTC), on a target that locks; elsewhere it says nothing. */
  readonly lockedUntil?: number;
  /** From the beginning, each time it is called. The pieces stay as they are. */
  bytes(): AsyncIterable<Uint8Array>;
}

export interface TargetRange {
  readonly offset: number;
  readonly length: number;
}

/** `name` is the whole name, from the target's own folder. */
export type TargetEntry =
  | { readonly kind: 'file'; readonly name: string; readonly sizeBytes: number }
  | { readonly kind: 'folder'; readonly name: string };

export interface TargetSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/**
 * A place for backups outside this computer: files by name, written once and never changed. Names are segments of `a-z`,
 * `0-9`, `.`, `_` and `-` joined by `/`, none beginning or ending with a dot; others are `invalid-input`. Folders are
 * made when they are needed.
 *
 * Nothing is tried twice: that is for the caller. A connection that broke is made again by the next call. Every call
 * ends with `cancelled` soon after its signal does, and with `target-unreachable` when nothing has come for a while.
 *
 * @throws VaultError of every call: `target-unreachable`, `target-refused` (sign-in or permission), `target-full`,
 * `target-damaged` (another answer than was asked for), `target-host-key-unknown`, `target-host-key-changed`,
 * `target-certificate-refused`, `cancelled`. None holds a secret, an address or a path.
 */
export interface Target {
  /**
   * Complete or not there, whatever breaks, and as durable as the target can make it when it resolves. What has the name
   * already stays as it is. When the connection breaks at the very end the file may be there although this fails.
   */
  create(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'>;
  /** @returns null when there is no such file. */
  size(name: string, signal: AbortSignal): Promise<number | null>;
  /**
   * The file, or exactly the range of it, in memory that does not grow with it: each piece is good until the next is asked for, or
   * the reading ends. @throws VaultError `not-found`, and
   * `target-damaged` for a file that is shorter than the range, from the first piece on.
   */
  read(name: string, range: TargetRange | null, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** What lies in the folder itself, in no order; what has no permitted name is passed over. An absent folder is empty. */
  list(folder: string, signal: AbortSignal): AsyncIterable<TargetEntry>;
  /** Idempotent. `hidden`: it is seen no more, and kept by the target. */
  remove(name: string, signal: AbortSignal): Promise<'removed' | 'hidden'>;
  /**
   * Removes what broken-off `create`s left in this folder (not in folders below), last written before `olderThan` (ms
   * UTC) by the target's own clock. @returns how many.
   */
  removeUnfinished(folder: string, olderThan: number, signal: AbortSignal): Promise<number>;
  /** The time by the target's own clock (ms UTC), to a second or two. */
  now(signal: AbortSignal): Promise<number>;
  /** null when the target does not say. */
  space(signal: AbortSignal): Promise<TargetSpace | null>;
  /** Tries everything in a folder of its own, which is gone afterwards as far as the target lets it be removed. */
  probe(signal: AbortSignal): Promise<TargetAbilities>;
  /**
   * Nobody may remove the file before then (ms UTC), which is no earlier than until when it is locked already. Only of a target that
   * was told to lock. @throws VaultError `not-found`.
   */
  readonly lock?: (name: string, until: number, signal: AbortSignal) => Promise<void>;
  /** Idempotent. No call after it; what is still going on fails. */
  close(): Promise<void>;
}
