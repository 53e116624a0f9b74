import { parentPort } from 'node:worker_threads';
import { type ErrorCode, type ErrorDetails, VaultError } from '../../contract/errors.ts';
import type { SmallFileOutcome } from '../../core/ports/small-file-sealer.ts';
import { newRoom, sealSmallFile } from './seal-small-file.ts';

/** To the thread; the key is transferred. */
export interface SmallFileRequest {
  readonly path: string;
  readonly fileKey: Uint8Array<ArrayBuffer>;
  readonly objects: string;
  readonly vault: string;
}

/** From the thread, one for each request, in their order. */
export type SmallFileReply =
  | { readonly done: SmallFileOutcome }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails } };

// The entry of the threads that seal small files.
const port = parentPort;
const room = newRoom();

port?.on('message', (request: SmallFileRequest) => {
  port.postMessage(replyTo(request) satisfies SmallFileReply);
});

function replyTo({ path, fileKey, ...place }: SmallFileRequest): SmallFileReply {
  try {
    return { done: sealSmallFile(path, fileKey, place, room) };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const { code, message, details } = error;
    return { failed: { code, message, details } };
  } finally {
    fileKey.fill(0);
  }
}
