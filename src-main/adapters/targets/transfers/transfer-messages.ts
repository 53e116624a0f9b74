import type { ErrorCode, ErrorDetails } from '../../../contract/errors.ts';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../contract/targets.ts';
import type { TargetRange } from '../../../core/ports/target.ts';
import type { TimeLimits } from '../time-limits.ts';

/** What a thread that transfers is started with. */
export interface TransferPlace {
  readonly settings: TargetSettingsOf<'sftp'>;
  readonly credentials: TargetCredentialsOf<'sftp'>;
  readonly limits: TimeLimits;
}

/** To the thread; `id` is the call's. Bytes of what is created are transferred, those of what is read lie in shared memory. */
export type TransferRequest =
  | {
      readonly kind: 'create';
      readonly id: number;
      readonly name: string;
      readonly sizeBytes: number;
      readonly sha256: Uint8Array;
    }
  | { readonly kind: 'read'; readonly id: number; readonly name: string; readonly range: TargetRange }
  /** The next piece of what is created; null at its end. */
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array | null }
  /** What is created cannot be read. */
  | { readonly kind: 'failed'; readonly id: number }
  /** Nobody uses this piece any more: room for one more of what is read. */
  | { readonly kind: 'more'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'abort'; readonly id: number };

/** From the thread: one `done` or `error` for each `create` and `read`. */
export type TransferReply =
  /** Room for one more piece of what is created. */
  | { readonly kind: 'take'; readonly id: number }
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: 'created' | 'exists' | null }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: ErrorDetails;
    };

/** Pieces on their way between the threads, of each call. */
export const piecesAhead = { created: 2, read: 8 } as const;
