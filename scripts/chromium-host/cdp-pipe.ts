import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type Method = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
export type Parameters<Name extends Method> = Protocol.CommandParameters[Name];
export type Result<Name extends Method> = Protocol.CommandReturnValues[Name];
export type EventName = keyof Protocol.Events;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Pending {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The DevTools protocol over a pair of pipes: JSON, each message ended by a zero byte. */
export class CdpPipe {
  readonly #out: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners: ((method: string, params: unknown, sessionId: string | null) => void)[] = [];
  #unread: Buffer[] = [];
  #last = 0;

  /** @param child a Chromium with `--remote-debugging-pipe`: its file 3 reads, its file 4 writes. */
  constructor(child: ChildProcess) {
    this.#out = child.stdio[3] as Writable;
    const input = child.stdio[4] as Readable;
    input.on('data', (chunk: Buffer) => this.#receive(chunk));
    input.on('close', () => this.#end());
    // Ends with the browser, whose end is told by `close` above.
    this.#out.on('error', () => undefined);
  }

  async send<Name extends Method>(
    method: Name,
    params: Parameters<Name> | undefined,
    sessionId?: string,
  ): Promise<Result<Name>> {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<unknown>((resolve, reject) => this.#pending.set(id, { method, resolve, reject }));
    this.#out.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    return (await answer) as Result<Name>;
  }

  /** @param sessionId of a page; null for what the browser itself tells. */
  on<Name extends EventName>(
    event: Name,
    sessionId: string | null,
    listener: (params: Protocol.Events[Name]) => void,
  ): void {
    this.#listeners.push((method, params, from) => {
      if (method === event && from === sessionId) listener(params as Protocol.Events[Name]);
    });
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#unread, rest.subarray(0, end)]).toString('utf8');
      this.#unread = [];
      rest = rest.subarray(end + 1);
      this.#handle(JSON.parse(text) as Message);
    }
    if (rest.length > 0) this.#unread.push(rest);
  }

  #handle({ id, method, params, sessionId, result, error }: Message): void {
    if (id === undefined) {
      for (const listener of this.#listeners) listener(method ?? '', params, sessionId ?? null);
      return;
    }
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new Error(`${pending.method}: ${error.message}`));
    else pending?.resolve(result);
  }

  #end(): void {
    for (const { method, reject } of this.#pending.values()) reject(new Error(`${method}: the browser has ended`));
    this.#pending.clear();
  }
}
