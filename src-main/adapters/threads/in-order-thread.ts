import { type Transferable, Worker } from 'node:worker_threads';
import { VaultError } from '../../contract/errors.ts';

interface Waiting<Reply> {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: VaultError) => void;
}

/** One thread that answers requests in their order, started for the first of them, and again after it has failed. */
export class InOrderThread<Request, Reply> {
  readonly #file: string;
  readonly #name: string;
  #worker: Worker | null = null;
  #waiting: Waiting<Reply>[] = [];

  /** @param file - the thread's entry, which posts one reply for each request that `ask` sends. */
  constructor(file: string, name: string) {
    this.#file = file;
    this.#name = name;
  }

  /** @throws VaultError `internal` when the thread ends before it has answered. */
  async ask(request: Request, transferred: Transferable[] = []): Promise<Reply> {
    const worker = this.#worker ?? this.#start();
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // Only while somebody waits for it does it keep the process running.
      worker.ref();
      worker.postMessage(request, transferred);
    });
  }

  /** For what has no reply; lost when there is no thread, which then has nothing to forget either. */
  tell(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #start(): Worker {
    // What they work on lies outside the heap, which without a bound takes some 50 MB for each.
    const worker = new Worker(this.#file, { name: this.#name, resourceLimits: { maxYoungGenerationSizeMb: 4 } });
    worker.on('message', (reply: Reply) => {
      this.#waiting.shift()?.resolve(reply);
      if (this.#waiting.length === 0) worker.unref();
    });
    const fail = () => {
      // A thread that fails says so twice, the second time perhaps when its successor is at work already.
      if (this.#worker !== worker) return;
      this.#worker = null;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const { reject } of waiting) reject(new VaultError('internal', `the thread ${this.#name} has failed`));
    };
    worker.on('error', fail);
    worker.on('exit', fail);
    this.#worker = worker;
    return worker;
  }
}
