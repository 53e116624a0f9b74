import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { VaultError } from '../../../contract/errors.ts';
import { damaged, unreachable } from '../target-errors.ts';
import { finishingMs, type TimeLimits } from '../time-limits.ts';
import { httpError } from './http-error.ts';

export interface HttpQuestion {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
}

export interface HttpBody {
  readonly sizeBytes: number;
  /** From the beginning, each time. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** Read the pieces to their end, or drop them. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** @throws VaultError, `target-unreachable` when the connection ends before the answer does. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Ends the answer unread. */
  drop(): void;
}

/** Doing one of these twice comes to the same as once (RFC 9110 section 9.2.2; RFC 4918 section 9.1). */
const idempotent: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND']);

/** What is read of an answer that is not wanted: less than a new connection costs. */
const droppedBytes = 64 * 1024;

/**
 * HTTP as targets need it: bodies of any size in both directions without being held, nothing sent anywhere but where it
 * was addressed (no redirects, no proxy), a limit on silence, TLS checked always.
 */
export class HttpClient {
  readonly #limits: TimeLimits;
  readonly #httpAgent: HttpAgent;
  readonly #httpsAgent: HttpsAgent;
  #isClosed = false;

  /** @param certificate trusted in place of the public authorities. */
  constructor(limits: TimeLimits, certificate: string | null) {
    this.#limits = limits;
    const pool = { keepAlive: true, maxSockets: 16 };
    this.#httpAgent = new HttpAgent(pool);
    // TLS is never loosened, by the environment neither: a server with a certificate of its own is trusted for that one.
    this.#httpsAgent = new HttpsAgent({
      ...pool,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(certificate === null ? {} : { ca: certificate }),
    });
  }

  /** @throws VaultError when there is no answer; any answer is given, whatever its status. */
  async ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer> {
    for (;;) {
      const asked = { wasClosed: false };
      try {
        return await this.#askOnce(question, signal, asked);
      } catch (error) {
        // Each such connection is gone from the pool then, so that a new one is met in the end.
        if (!asked.wasClosed || !mayRepeat(question)) throw error;
      }
    }
  }

  /** @param asked is told of a connection that had served before and that the server closed when it was to serve again. */
  async #askOnce(
    { method, url, headers = {}, body }: HttpQuestion,
    signal: AbortSignal,
    asked: { wasClosed: boolean },
  ): Promise<HttpAnswer> {
    if (this.#isClosed) throw new VaultError('internal', 'the target was closed already');
    const isTls = url.protocol === 'https:';
    const length = body === undefined ? {} : { 'content-length': String(body.sizeBytes) };
    const options = { method, signal, headers: { 'accept-encoding': 'identity', ...headers, ...length } };
    const request = isTls
      ? httpsRequest(url, { ...options, agent: this.#httpsAgent })
      : httpRequest(url, { ...options, agent: this.#httpAgent });
    const answered = Promise.withResolvers<IncomingMessage>();
    request.once('response', answered.resolve);
    request.on('error', answered.reject);
    request.once('socket', (socket) => limitConnecting(request, socket, isTls, this.#limits.connectMs));
    request.setTimeout(this.#limits.silenceMs, () => request.destroy(unreachable({ systemError: 'ETIMEDOUT' })));
    try {
      if (body === undefined) request.end();
      else send(request, body.bytes(), finishingMs(this.#limits, body.sizeBytes)).catch(answered.reject);
      const response = await answered.promise;
      // Answered before all was sent: what is left is not, and the connection cannot serve another request.
      response.once('end', () => {
        if (!request.writableEnded) request.destroy();
      });
      return answerOf(response, signal);
    } catch (error) {
      asked.wasClosed = request.reusedSocket && isClosing(error) && !signal.aborted;
      request.destroy();
      throw httpError(error, signal);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
  }
}

/** What only a file that is not there yet answers cannot be asked twice: the first time may have made it. */
function mayRepeat({ method, headers = {} }: HttpQuestion): boolean {
  return idempotent.has(method) && !Object.keys(headers).some((name) => name.toLowerCase().startsWith('if-'));
}

function isClosing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/**
 * Ends before all is sent when the server has answered meanwhile: it has seen enough.
 *
 * @param answerMs how long the answer is waited for once all is sent.
 */
async function send(request: ClientRequest, pieces: AsyncIterable<Uint8Array>, answerMs: number): Promise<void> {
  let isOver = false;
  let wake = (): void => undefined;
  for (const event of ['response', 'error', 'close']) {
    request.once(event, () => {
      isOver = true;
      wake();
    });
  }
  for await (const piece of pieces) {
    if (isOver) return;
    if (request.write(piece)) continue;
    await new Promise<void>((resolve) => {
      wake = resolve;
      request.once('drain', resolve);
    });
  }
  request.setTimeout(answerMs);
  request.end();
}

function limitConnecting(request: ClientRequest, socket: Socket, isTls: boolean, limitMs: number): void {
  if (!socket.connecting) return;
  const timer = setTimeout(() => request.destroy(unreachable({ systemError: 'ETIMEDOUT' })), limitMs);
  const stop = () => clearTimeout(timer);
  socket.once(isTls ? 'secureConnect' : 'connect', stop);
  socket.once('close', stop);
}

function answerOf(response: IncomingMessage, signal: AbortSignal): HttpAnswer {
  // Whoever reads is told; without a reader an answer that breaks off would end the process.
  response.on('error', () => undefined);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    pieces: readPieces(response, signal),
    drop: () => {
      let droppedSoFar = 0;
      response.on('data', (piece: Uint8Array) => {
        droppedSoFar += piece.length;
        if (droppedSoFar > droppedBytes) response.destroy();
      });
    },
  };
}

async function* readPieces(response: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of response) yield piece;
  } catch (error) {
    throw httpError(error, signal);
  }
}

/** The time of the server when it answered (ms UTC), to the second. @throws VaultError `target-damaged` when it says none. */
export function timeOf({ headers }: HttpAnswer): number {
  const time = Date.parse(headers.date ?? '');
  if (Number.isNaN(time)) throw damaged('the server does not tell its time');
  return time;
}

/** The whole of a small answer. @throws VaultError `target-damaged` for a larger one. */
export async function readText(answer: HttpAnswer, largestBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of answer.pieces) {
    sizeBytes += piece.length;
    if (sizeBytes > largestBytes) throw damaged('an answer is far too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
