import type { ErrorCode } from '../../contract/errors.ts';

/** A small file whose payload lies sealed among the objects, on the disk; its name is not durable yet. */
interface SealedSmallFile {
  readonly outcome: 'sealed';
  /** SHA-256 of the payload: the object's name, 32 bytes. */
  readonly object: Buffer;
  /** SHA-256 of the file, 32 bytes. */
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  /** ms UTC. */
  readonly modifiedAt: number;
}

/** What is wrong with the file itself: `not-found`, `file-unreadable`, `file-changed-while-read`. */
export interface RefusedSmallFile {
  readonly outcome: 'refused';
  readonly error: ErrorCode;
}

/** A file that is the recovery key of the vault that it would go into. */
interface RecoveryKeyFile {
  readonly outcome: 'recovery-key';
}

/** What becomes of a small file; null: it is longer than `longestBytes` by now. */
export type SmallFileOutcome = SealedSmallFile | RefusedSmallFile | RecoveryKeyFile | null;

/** Seals small files whole, several at once, beside the caller's thread: a stream costs more than the file is worth. */
export interface SmallFileSealer {
  /** A longer file is streamed by the caller. */
  readonly longestBytes: number;
  /**
   * Seals the file at `path` as an age payload under `fileKey` (16 bytes; copied, the caller wipes hers) into a new object
   * in `objects`, the folder of a vault; the recovery key of `vault`, an id, is not sealed.
   * @throws VaultError `disk-full`, `folder-read-only`, …, of the folder; no file is left in it then, if that can be helped.
   */
  seal(path: string, fileKey: Uint8Array, objects: string, vault: string): Promise<SmallFileOutcome>;
}
