import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

/** To the thread. `piece` lies in shared memory. */
export type HashRequest =
  | { readonly kind: 'update'; readonly stream: number; readonly piece: Uint8Array }
  | { readonly kind: 'digest' | 'abandon'; readonly stream: number };

/** From the thread: one for each `update` and `digest`, in their order. */
export interface HashReply {
  readonly stream: number;
  readonly digest: Uint8Array | null;
}

// The entry of the thread that hashes.
const port = parentPort;
const streams = new Map<number, Hash>();

port?.on('message', (request: HashRequest) => {
  const { stream } = request;
  const hash = streams.get(stream) ?? createHash('sha256');
  if (request.kind === 'update') {
    streams.set(stream, hash.update(request.piece));
    port.postMessage({ stream, digest: null } satisfies HashReply);
    return;
  }
  streams.delete(stream);
  if (request.kind === 'digest') port.postMessage({ stream, digest: hash.digest() } satisfies HashReply);
});
