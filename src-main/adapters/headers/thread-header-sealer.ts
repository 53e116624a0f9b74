import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { VaultError } from '../../contract/errors.ts';
import { createHeader } from '../../core/crypto/age/header.ts';
import type { HeaderSealer } from '../../core/ports/header-sealer.ts';
import type { HeaderReply, HeaderRequest } from './header-thread.ts';

/** Fewer are made sooner than a thread is asked: a header takes some 0.08 ms. */
const worthAThread = 100;

interface Waiting {
  readonly resolve: (headers: HeaderReply) => void;
  readonly reject: (error: VaultError) => void;
}

/** Wraps file keys in one thread of its own, started for the first long list of them. */
export class ThreadHeaderSealer implements HeaderSealer {
  #worker: Worker | null = null;
  #waiting: Waiting[] = [];

  async seal(fileKeys: readonly Uint8Array[], recipient: Uint8Array): Promise<Buffer[]> {
    if (fileKeys.length >= worthAThread) {
      const headers = await this.#ask({ fileKeys: new Uint8Array(Buffer.concat(fileKeys)), recipient });
      if (headers !== null) return headers.map((header) => Buffer.from(header));
    }
    return fileKeys.map((fileKey) => createHeader(fileKey, [recipient]));
  }

  async #ask(request: HeaderRequest): Promise<HeaderReply> {
    const worker = this.#worker ?? this.#start();
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // Only while somebody waits for it does it keep the process running.
      worker.ref();
      worker.postMessage(request, [request.fileKeys.buffer]);
    });
  }

  #start(): Worker {
    // From the sources in tests, from the bundle everywhere else: the thread's file lies beside this one in both.
    const file = path.join(import.meta.dirname, `header-thread${path.extname(import.meta.filename)}`);
    const worker = new Worker(file, { name: 'headers' });
    worker.on('message', (headers: HeaderReply) => {
      this.#waiting.shift()?.resolve(headers);
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

function threadFailed(): VaultError {
  return new VaultError('internal', 'the thread that wraps file keys has failed');
}
