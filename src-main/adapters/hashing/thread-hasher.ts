import { createHash } from 'node:crypto';
import path from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type { StreamHash, StreamHasher } from '../../core/ports/stream-hasher.ts';
import { InOrderThread } from '../threads/in-order-thread.ts';
import type { HashReply, HashRequest } from './hash-thread.ts';

/** Below this a message to another thread costs more than the hash. */
const worthAThreadBytes = 256 * 1024;

// From the sources in tests, from the bundle everywhere else: the thread's file lies beside this one in both.
const threadFile = path.join(import.meta.dirname, `hash-thread${path.extname(import.meta.filename)}`);

/** Hashes long streams in one thread of its own, started for the first of them, and short ones at once. */
export class ThreadHasher implements StreamHasher {
  readonly #thread = new InOrderThread<HashRequest, HashReply>(threadFile, 'hash');
  #lastStream = 0;

  allocate(sizeBytes: number): Buffer {
    return Buffer.from(new SharedArrayBuffer(sizeBytes));
  }

  sha256(expectedBytes: number): StreamHash {
    return expectedBytes < worthAThreadBytes ? new HashAtOnce() : this.#hashInThread();
  }

  #hashInThread(): StreamHash {
    this.#lastStream += 1;
    const stream = this.#lastStream;
    let ended = false;
    return {
      update: async (piece) => {
        await this.#thread.ask({ kind: 'update', stream, piece });
      },
      digest: async () => {
        ended = true;
        const { digest } = await this.#thread.ask({ kind: 'digest', stream });
        if (digest === null) throw new VaultError('internal', 'the thread that hashes gave no digest');
        return Buffer.from(digest);
      },
      abandon: () => {
        if (!ended) this.#thread.tell({ kind: 'abandon', stream });
        ended = true;
      },
    };
  }
}

class HashAtOnce implements StreamHash {
  readonly #hash = createHash('sha256');

  async update(piece: Uint8Array): Promise<void> {
    this.#hash.update(piece);
  }

  async digest(): Promise<Buffer> {
    return this.#hash.digest();
  }

  abandon(): void {
    // Nothing is held outside this object.
  }
}
