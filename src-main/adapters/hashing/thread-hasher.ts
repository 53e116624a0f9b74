import { createHash } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { VaultError } from '../../contract/errors.ts';
import type { StreamHash, StreamHasher } from '../../core/ports/stream-hasher.ts';
import type { HashReply, HashRequest } from './hash-thread.ts';

/** Below this a message to another thread costs more than the hash. */
const worthAThreadBytes = 256 * 1024;

interface Waiting {
  readonly resolve: (digest: Buffer | null) => void;
  readonly reject: (error: VaultError) => void;
}

/** Hashes long streams in one thread of its own, started for the first of them, and short ones at once. */
export class ThreadHasher implements StreamHasher {
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];
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
        await this.#ask({ kind: 'update', stream, piece });
      },
      digest: async () => {
        ended = true;
        const digest = await this.#ask({ kind: 'digest', stream });
        if (digest === null) throw threadFailed();
        return digest;
      },
      abandon: () => {
        if (!ended) this.#worker?.postMessage({ kind: 'abandon', stream } satisfies HashRequest);
        ended = true;
      },
    };
  }

  async #ask(request: HashRequest): Promise<Buffer | null> {
    const worker = this.#worker ?? this.#start();
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // Only while somebody waits for it does it keep the process running.
      worker.ref();
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    // From the sources in tests, from the bundle everywhere else: the thread's file lies beside this one in both.
    const file = path.join(import.meta.dirname, `hash-thread${path.extname(import.meta.filename)}`);
    const worker = new Worker(file, { name: 'hash' });
    worker.on('message', ({ digest }: HashReply) => {
      this.#waiting.shift()?.resolve(digest === null ? null : Buffer.from(digest));
      if (this.#waiting.length === 0) worker.unref();
    });
    const fail = () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of waiting) reject(threadFailed());
    };
    worker.on('error', fail);
    worker.on('exit', fail);
    this.#worker = worker;
    return worker;
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

function threadFailed(): VaultError {
  return new VaultError('internal', 'the thread that hashes has failed');
}
