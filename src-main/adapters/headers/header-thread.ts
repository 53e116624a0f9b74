import { parentPort } from 'node:worker_threads';
import { createHeader } from '../../core/crypto/age/header.ts';
import { fileKeyBytes } from '../../core/crypto/age/x25519-stanza.ts';

/** To the thread: the file keys one behind the other, transferred. */
export interface HeaderRequest {
  readonly fileKeys: Uint8Array<ArrayBuffer>;
  readonly recipient: Uint8Array;
}

/** From the thread, one for each request, in their order; null when it could not be done. */
export type HeaderReply = readonly Uint8Array[] | null;

// The entry of the thread that wraps file keys.
const port = parentPort;

port?.on('message', ({ fileKeys, recipient }: HeaderRequest) => {
  port.postMessage(headersOf(fileKeys, recipient) satisfies HeaderReply);
});

function headersOf(fileKeys: Uint8Array, recipient: Uint8Array): HeaderReply {
  try {
    const headers: Uint8Array[] = [];
    for (let start = 0; start < fileKeys.length; start += fileKeyBytes) {
      headers.push(createHeader(fileKeys.subarray(start, start + fileKeyBytes), [recipient]));
    }
    return headers;
  } catch {
    // What is wrong with a key or a recipient is for the caller's thread to say: it tries again there.
    return null;
  } finally {
    fileKeys.fill(0);
  }
}
