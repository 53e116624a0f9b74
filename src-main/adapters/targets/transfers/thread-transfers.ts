import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { VaultError } from '../../../contract/errors.ts';
import type { TargetContent, TargetRange } from '../../../core/ports/target.ts';
import type { TransferPlace, TransferReply, TransferRequest } from './transfer-messages.ts';

// From the sources in tests, from the bundle everywhere else: the thread's file lies beside this one in both.
const threadFile = path.join(import.meta.dirname, `transfer-thread${path.extname(import.meta.filename)}`);

type Outcome = 'created' | 'exists' | null;

interface Call {
  readonly onReply: (reply: TransferReply) => void;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends and reads long files in a thread of its own, over a connection of its own, both made for the first of them: the cipher
 * and what it leaves to the garbage collector would keep the caller's thread busy as long as the transfer takes.
 */
export class ThreadTransfers {
  readonly #place: TransferPlace;
  readonly #calls = new Map<number, Call>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(place: TransferPlace) {
    this.#place = place;
  }

  /** As `Target.create`. */
  async create(name: string, content: TargetContent, signal: AbortSignal): Promise<'created' | 'exists'> {
    const pieces = content.bytes()[Symbol.asyncIterator]();
    const failures: unknown[] = [];
    let giving: Promise<unknown> = Promise.resolve();
    const give = async (id: number) => {
      try {
        const next = await pieces.next();
        // A copy: what is transferred is gone here.
        const bytes = next.done === true ? null : new Uint8Array(next.value);
        this.#worker?.postMessage({ kind: 'piece', id, bytes } satisfies TransferRequest, bytes ? [bytes.buffer] : []);
      } catch (error) {
        failures.push(error);
        this.#worker?.postMessage({ kind: 'failed', id } satisfies TransferRequest);
      }
    };
    const { sizeBytes, sha256 } = content;
    const id = this.#nextId();
    const onReply = () => {
      giving = giving.then(() => give(id));
    };
    try {
      const outcome = await this.#call({ kind: 'create', id, name, sizeBytes, sha256 }, signal, onReply);
      return outcome ?? 'created';
    } catch (error) {
      if (failures.length > 0) throw failures[0];
      throw error;
    } finally {
      // Not waited for: who cancels is told so at once, however long a piece takes.
      giving.then(() => pieces.return?.()).catch(() => undefined);
    }
  }

  /** As `Target.read`. */
  async *read(name: string, range: TargetRange, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const id = this.#nextId();
    const pieces: Uint8Array[] = [];
    let wake: () => void = () => undefined;
    let isEnded = false;
    const onReply = (reply: TransferReply) => {
      if (reply.kind === 'piece') pieces.push(reply.bytes);
      wake();
    };
    const reading = this.#call({ kind: 'read', id, name, range }, signal, onReply).finally(() => {
      isEnded = true;
      wake();
    });
    // Met at the end.
    reading.catch(() => undefined);
    try {
      while (pieces.length > 0 || !isEnded) {
        const piece = pieces.shift();
        if (piece === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        yield piece;
        this.#worker?.postMessage({ kind: 'more', id, bytes: piece } satisfies TransferRequest);
      }
      await reading;
    } finally {
      if (!isEnded) this.#worker?.postMessage({ kind: 'abort', id } satisfies TransferRequest);
    }
  }

  /** Idempotent; what is still going on fails. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  async #call(
    request: TransferRequest,
    signal: AbortSignal,
    onReply: (reply: TransferReply) => void,
  ): Promise<Outcome> {
    const worker = this.#worker ?? this.#start();
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.#calls.set(request.id, { onReply, resolve, reject });
    const abort = () => worker.postMessage({ kind: 'abort', id: request.id } satisfies TransferRequest);
    signal.addEventListener('abort', abort, { once: true });
    // Only while somebody waits for it does it keep the process running.
    worker.ref();
    worker.postMessage(request);
    if (signal.aborted) abort();
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#calls.delete(request.id);
      if (this.#calls.size === 0) worker.unref();
    }
  }

  #start(): Worker {
    // What it works on lies outside the heap: the less room that has, the sooner is collected what nobody uses any more.
    const worker = new Worker(threadFile, {
      name: 'transfer',
      workerData: this.#place,
      resourceLimits: { maxYoungGenerationSizeMb: 1 },
    });
    worker.on('message', (reply: TransferReply) => {
      const call = this.#calls.get(reply.id);
      if (reply.kind === 'done') call?.resolve(reply.outcome);
      else if (reply.kind === 'error')
        call?.reject(new VaultError(reply.code, reply.message, { details: reply.details }));
      else call?.onReply(reply);
    });
    const fail = () => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#calls.values())
        reject(new VaultError('internal', 'the thread transfer has ended'));
    };
    worker.on('error', fail);
    worker.on('exit', fail);
    this.#worker = worker;
    return worker;
  }
}
