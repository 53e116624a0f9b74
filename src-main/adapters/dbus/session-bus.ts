import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { type DbusCall, type DbusMessage, decodeMessage, encodeCall } from './dbus-message.ts';

/** The bus could not be reached, did not answer in time, or answered with an error, whose D-Bus name is `errorName`. */
export class BusError extends Error {
  readonly errorName: string;

  constructor(message: string, errorName = '') {
    super(message);
    this.name = 'BusError';
    this.errorName = errorName;
  }
}

/** Where calls to the bus itself go. */
export const theBus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

type Waiter = (message: DbusMessage | BusError) => boolean;

/** A connection to the D-Bus session bus, or one that is named in its place: calls and signals. */
export class SessionBus implements Disposable {
  readonly #socket: Socket;
  readonly #waiters = new Set<Waiter>();
  #unread: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  #serial = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => this.#tell(new BusError('the connection to the session bus broke')));
    socket.on('close', () => this.#tell(new BusError('the session bus closed the connection')));
  }

  /** Connects where the environment says, as libdbus does, and says hello. @throws BusError */
  static async connect(environment: NodeJS.ProcessEnv, timeoutMs: number): Promise<SessionBus> {
    const socket = await connectToFirst(socketPaths(environment), timeoutMs);
    try {
      await authenticate(socket, timeoutMs);
    } catch (error) {
      socket.destroy();
      throw error instanceof BusError ? error : new BusError('the session bus did not let us in');
    }
    const bus = new SessionBus(socket);
    try {
      await bus.call({ ...theBus, member: 'Hello' }, timeoutMs);
    } catch (error) {
      bus[Symbol.dispose]();
      throw error;
    }
    return bus;
  }

  /** @returns the values of the answer. @throws BusError */
  async call(call: DbusCall, timeoutMs: number): Promise<readonly unknown[]> {
    this.#serial += 1;
    const serial = this.#serial;
    const isAnswer = ({ type, replySerial }: DbusMessage): boolean =>
      (type === 'return' || type === 'error') && replySerial === serial;
    const answer = this.#waitFor(isAnswer, timeoutMs);
    this.#socket.write(encodeCall(call, serial));
    const message = await answer;
    if (message.type === 'error') throw new BusError(`${call.member} was refused`, message.errorName);
    return message.body;
  }

  /** Call it before what causes the signal, and add a match rule on the bus. @throws BusError after `timeoutMs`. */
  async signal(path: string, member: string, timeoutMs: number): Promise<readonly unknown[]> {
    const isIt = (message: DbusMessage): boolean =>
      message.type === 'signal' && message.path === path && message.member === member;
    return (await this.#waitFor(isIt, timeoutMs)).body;
  }

  /** Hears every signal that comes, as far as the match rules on the bus let them, until the connection ends. */
  listen(onSignal: (signal: DbusMessage) => void, onEnd: () => void): void {
    this.#waiters.add((message) => {
      if (message instanceof BusError) onEnd();
      else if (message.type === 'signal') onSignal(message);
      return message instanceof BusError;
    });
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #waitFor(matches: (message: DbusMessage) => boolean, timeoutMs: number): Promise<DbusMessage> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = (message) => {
        if (message instanceof BusError) reject(message);
        else if (matches(message)) resolve(message);
        else return false;
        clearTimeout(timer);
        return true;
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        reject(new BusError('no answer in time', 'timeout'));
      }, timeoutMs);
      this.#waiters.add(waiter);
      if (this.#socket.destroyed) this.#tell(new BusError('the session bus closed the connection'));
    });
  }

  #receive(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    try {
      for (;;) {
        const decoded = decodeMessage(this.#unread);
        if (decoded === null) return;
        this.#unread = this.#unread.subarray(decoded.sizeBytes);
        this.#tell(decoded.message);
      }
    } catch {
      // What follows cannot be understood either: everybody who waits is told, and the connection ends.
      this.#tell(new BusError('the session bus said something that is not D-Bus'));
      this.#socket.destroy();
    }
  }

  #tell(message: DbusMessage | BusError): void {
    for (const waiter of [...this.#waiters]) if (waiter(message)) this.#waiters.delete(waiter);
  }
}

/** The sockets named by DBUS_SESSION_BUS_ADDRESS, or the user's bus when it is not set; other transports are passed over. */
function socketPaths(environment: NodeJS.ProcessEnv): string[] {
  const address = environment.DBUS_SESSION_BUS_ADDRESS;
  if (address === undefined || address === '') {
    return environment.XDG_RUNTIME_DIR ? [`${environment.XDG_RUNTIME_DIR}/bus`] : [];
  }
  return address.split(';').flatMap((one) => {
    if (!one.startsWith('unix:')) return [];
    const keys = new Map(one.slice('unix:'.length).split(',').map(splitKey));
    const abstract = keys.get('abstract');
    return [keys.get('path') ?? (abstract === undefined ? [] : `\0${abstract}`)].flat();
  });
}

function splitKey(pair: string): [string, string] {
  const at = pair.indexOf('=');
  const value = pair
    .slice(at + 1)
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return [pair.slice(0, at), value];
}

async function connectToFirst(paths: readonly string[], timeoutMs: number): Promise<Socket> {
  for (const path of paths) {
    const socket = createConnection({ path });
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutMs) });
      return socket;
    } catch {
      // Nobody listens there: the next address may serve.
      socket.destroy();
    }
  }
  throw new BusError('there is no session bus');
}

/** SASL EXTERNAL: the kernel tells the bus who we are. Everything is one line of ASCII until BEGIN. */
async function authenticate(socket: Socket, timeoutMs: number): Promise<void> {
  const userId = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${userId}\r\n`);
  let line = '';
  while (!line.endsWith('\r\n')) {
    const [chunk] = await once(socket, 'data', { signal: AbortSignal.timeout(timeoutMs) });
    line += String(chunk);
    if (line.length > 1000) throw new BusError('not a session bus');
  }
  socket.removeAllListeners('data');
  if (!line.startsWith('OK ')) throw new BusError('the session bus did not let us in');
  socket.write('BEGIN\r\n');
}
