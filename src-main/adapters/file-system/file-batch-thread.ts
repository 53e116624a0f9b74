import { closeSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { ErrorCode, ErrorDetails } from '../../contract/errors.ts';
import type { FilePart } from '../../core/ports/file-system.ts';
import { newFileFlags, newFileMode, temporaryPathFor } from './temporary-file.ts';
import { translateError } from './translate-error.ts';

/** To the thread: files that lie in shared memory. */
export interface FileBatchRequest {
  readonly memory: Uint8Array;
  readonly files: readonly FilePart[];
}

/** From the thread, one for each request, in their order. */
export type FileBatchReply =
  | { readonly error: null }
  | { readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails } };

// The entry of the thread that writes many files.
const port = parentPort;

port?.on('message', (request: FileBatchRequest) => port.postMessage(written(request)));

function written({ memory, files }: FileBatchRequest): FileBatchReply {
  try {
    for (const { path, start, length } of files) place(path, memory.subarray(start, start + length));
    return { error: null };
  } catch (error) {
    const { code, message, details } = translateError(error, 'changing');
    return { error: { code, message, details } };
  }
}

/** Under a temporary name first: whoever is killed leaves none that is cut short. */
function place(path: string, bytes: Uint8Array): void {
  const temporary = temporaryPathFor(path);
  const descriptor = openSync(temporary, newFileFlags, newFileMode);
  try {
    try {
      writeAll(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    attempt(() => unlinkSync(temporary));
    throw error;
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, done);
}

/** What went wrong first is what is told. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // Left for whoever sweeps.
  }
}
