import { parentPort } from 'node:worker_threads';
import { type ErrorCode, type ErrorDetails, VaultError } from '../../contract/errors.ts';
import type { RefusedSmallFile, SealedSmallFile } from '../../core/ports/small-file-sealer.ts';
import { newRoom, sealSmallFile } from './seal-small-file.ts';

/** To the thread; the key is transferred. */
export interface SmallFileRequest {
  readonly path: string;
  readonly fileKey: Uint8Array<ArrayBuffer>;
  readonly folder: string;
}

/** From the thread, one for each request, in their order. */
export type SmallFileReply =
  | { readonly done: SealedSmallFile | RefusedSmallFile | null }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails } };

// The entry of the threads that seal small files.
const port = parentPort;
const room = newRoom();

port?.on('message', ({ path, fileKey, folder }: SmallFileRequest) => {
  port.postMessage(replyTo(path, fileKey, folder) satisfies SmallFileReply);
});

function replyTo(path: string, fileKey: Uint8Array, folder: string): SmallFileReply {
  try {
    return { done: sealSmallFile(path, fileKey, folder, room) };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const { code, message, details } = error;
    return { failed: { code, message, details } };
  } finally {
    fileKey.fill(0);
  }
}
