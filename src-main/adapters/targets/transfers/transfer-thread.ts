import { parentPort, workerData } from 'node:worker_threads';
import { VaultError } from '../../../contract/errors.ts';
import { SftpTarget } from '../sftp/sftp-target.ts';
import { requestBytes } from '../sftp/sftp-transfer.ts';
import { cancelled } from '../target-errors.ts';
import { piecesAhead, type TransferPlace, type TransferReply, type TransferRequest } from './transfer-messages.ts';

// The entry of the thread that transfers: what it is started with is what `ThreadTransfers` gave it.
const port = parentPort;
const { settings, credentials, limits }: TransferPlace = workerData;
const target = new SftpTarget(settings, credentials, limits);

/** One call: what it waits for comes by messages. */
class Call {
  readonly #control = new AbortController();
  readonly #pieces: (Uint8Array | null)[] = [];
  #room: number = piecesAhead.read;
  #failed = false;
  #wake: () => void = () => undefined;

  get signal(): AbortSignal {
    return this.#control.signal;
  }

  take(request: TransferRequest): void {
    if (request.kind === 'piece') this.#pieces.push(request.bytes);
    else if (request.kind === 'failed') this.#failed = true;
    else if (request.kind === 'more') this.#room += 1;
    else if (request.kind === 'abort') this.#control.abort();
    this.#wake();
  }

  /** @throws VaultError `cancelled`. */
  async piece(): Promise<Uint8Array | null> {
    await this.#until(() => this.#pieces.length > 0 || this.#failed);
    // Which error it is, the caller's thread knows.
    if (this.#failed) throw new VaultError('file-unreadable', 'what is to be sent cannot be read');
    return this.#pieces.shift() ?? null;
  }

  /** @throws VaultError `cancelled`. */
  async room(): Promise<void> {
    await this.#until(() => this.#room > 0);
    this.#room -= 1;
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.signal.aborted) throw cancelled();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const calls = new Map<number, Call>();

/** Memory of pieces that nobody uses any more. */
const memories: ArrayBufferLike[] = [];

port?.on('message', async (request: TransferRequest) => {
  if (request.kind === 'more') memories.push(request.bytes.buffer);
  if (request.kind !== 'create' && request.kind !== 'read') {
    calls.get(request.id)?.take(request);
    return;
  }
  const { id } = request;
  const call = new Call();
  calls.set(id, call);
  try {
    const outcome = request.kind === 'create' ? await create(call, request) : await read(call, request);
    tell({ kind: 'done', id, outcome });
  } catch (error) {
    const known = error instanceof VaultError ? error : new VaultError('internal', String(error));
    tell({ kind: 'error', id, code: known.code, message: known.message, details: known.details });
  } finally {
    calls.delete(id);
  }
});

type Create = Extract<TransferRequest, { kind: 'create' }>;
type Read = Extract<TransferRequest, { kind: 'read' }>;

async function create(call: Call, { id, name, sizeBytes, sha256 }: Create): Promise<'created' | 'exists'> {
  const bytes = async function* () {
    for (let asked = 0; asked < piecesAhead.created; asked += 1) tell({ kind: 'take', id });
    for (let piece = await call.piece(); piece !== null; piece = await call.piece()) {
      tell({ kind: 'take', id });
      yield piece;
    }
  };
  return await target.create(name, { sizeBytes, sha256, bytes }, call.signal);
}

async function read(call: Call, { id, name, range }: Read): Promise<null> {
  for await (const piece of target.read(name, range, call.signal)) {
    await call.room();
    const memory = memories.pop() ?? new SharedArrayBuffer(requestBytes);
    const bytes = new Uint8Array(memory, 0, piece.length);
    bytes.set(piece);
    tell({ kind: 'piece', id, bytes });
  }
  return null;
}

function tell(reply: TransferReply): void {
  port?.postMessage(reply);
}
