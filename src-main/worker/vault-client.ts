import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type SessionCallName,
  type SessionlessCallName,
} from '../contract/calls.ts';
import { VaultError } from '../contract/errors.ts';
import { parseInput } from '../contract/parse-input.ts';
import type { Scene } from '../contract/scene.ts';
import { type Reply, ReplySchema, type Request } from '../contract/wire.ts';

export interface CallOptions {
  /** At most some twenty times a second; `total` is null while it is not known. Units are the call's own. */
  readonly onProgress?: (done: number, total: number | null) => void;
  /** Aborting asks the call to stop where nothing is left half-done; it then fails with `cancelled`, or was done already. */
  readonly signal?: AbortSignal;
}

export interface VaultClientOptions {
  /** The environment that the worker sees; by default a copy of this process's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Another time and computer than the real ones, for an office that never was. */
  readonly scene?: Scene;
  /** Told when what a call tells of this subject is another now. */
  readonly onChanged?: (subject: 'backups') => void;
}

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: VaultError) => void;
  readonly onProgress: CallOptions['onProgress'];
}

/** How long `terminate` waits for the worker to close its vaults and wipe, in ms. */
const endPatienceMs = 10_000;

/** The vault worker as its callers see it: a thread of its own, so that no caller blocks while it works. */
export class VaultClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  readonly #gone: Promise<void>;
  readonly #onChanged: VaultClientOptions['onChanged'];
  #lastId = 0;
  #failure: VaultError | null = null;

  constructor(options: VaultClientOptions = {}) {
    this.#onChanged = options.onChanged;
    // From the sources in tests, from the bundle everywhere else: the worker lies beside this file in both.
    const worker = `vault-worker${path.extname(import.meta.filename)}`;
    this.#worker = new Worker(path.join(import.meta.dirname, worker), {
      name: 'vault',
      ...(options.environment ? { env: options.environment } : {}),
      workerData: options.scene ?? null,
    });
    this.#worker.on('message', (message: unknown) => this.#receive(message));
    this.#worker.on('error', () => this.#fail(new VaultError('internal', 'the vault worker failed')));
    this.#gone = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#fail(new VaultError('internal', 'the vault worker has ended'));
        resolve();
      });
    });
  }

  /** Settles when the worker has ended, asked to or not. */
  get ended(): Promise<void> {
    return this.#gone;
  }

  /**
   * Makes one call. `session` is the id that `signIn` gave, or null for calls that need nobody signed in.
   * @throws VaultError: the call's own; `invalid-input` when the input does not fit its schema (`details.input` names the
   * field); `not-authorised` for a session that has ended; `cancelled`.
   */
  async call<Name extends SessionCallName>(
    name: Name,
    session: string,
    input: CallInput<Name>,
    options?: CallOptions,
  ): Promise<CallOutput<Name>>;
  async call<Name extends SessionlessCallName>(
    name: Name,
    session: null,
    input: CallInput<Name>,
    options?: CallOptions,
  ): Promise<CallOutput<Name>>;
  async call(name: CallName, session: string | null, input: unknown, options: CallOptions = {}): Promise<unknown> {
    const { signal, onProgress } = options;
    const { input: inputSchema, output: outputSchema } = calls[name];
    parseInput(inputSchema, input);
    if (this.#failure) throw this.#failure;
    if (signal?.aborted) throw new VaultError('cancelled', 'cancelled before it began');
    const id = ++this.#lastId;
    const cancel = () => this.#send({ kind: 'cancel', id });
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress });
    });
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      this.#send({ kind: 'call', id, name, session, input });
      const parsed = outputSchema.safeParse(await answer);
      if (!parsed.success) throw new VaultError('internal', `the answer of ${name} does not fit its contract`);
      return parsed.data;
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#pending.delete(id);
    }
  }

  /**
   * Cancels what runs, closes every vault and wipes its keys, then ends the thread. A worker that does not answer in
   * time is ended by force: its memory goes back to the operating system, its last transaction is rolled back.
   */
  async terminate(patienceMs = endPatienceMs): Promise<void> {
    if (this.#failure === null) this.#send({ kind: 'end' });
    const force = setTimeout(() => {
      void this.#worker.terminate();
    }, patienceMs);
    try {
      await this.#gone;
    } finally {
      clearTimeout(force);
    }
  }

  #send(request: Request): void {
    this.#worker.postMessage(request);
  }

  #receive(message: unknown): void {
    const parsed = ReplySchema.safeParse(message);
    if (!parsed.success) {
      this.#fail(new VaultError('internal', 'an answer that is not one'));
      return;
    }
    const reply: Reply = parsed.data;
    if (reply.kind === 'ended') return;
    if (reply.kind === 'changed') {
      this.#onChanged?.(reply.subject);
      return;
    }
    const call = this.#pending.get(reply.id);
    if (!call) return;
    if (reply.kind === 'progress') call.onProgress?.(reply.done, reply.total);
    else if (reply.kind === 'value') call.resolve(reply.value);
    else {
      const { code, message: text, details } = reply.error;
      call.reject(new VaultError(code, text, { details }));
    }
  }

  #fail(error: VaultError): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }
}
