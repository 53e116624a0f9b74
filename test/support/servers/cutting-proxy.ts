import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and breaks what goes through. */
export interface CuttingProxy extends AsyncDisposable {
  readonly port: number;
  /** After so many further bytes from the server, over all connections, every connection ends. */
  cutAfter(bytes: number): void;
  /** As `cutAfter`, but then nothing comes any more and nothing ends. */
  fallSilentAfter(bytes: number): void;
  /** Nothing more is taken from the clients there are. */
  stopTaking(): void;
  /** Keeps back what comes from the server, until `release`. */
  hold(): void;
  release(): void;
  /** How many clients are connected. */
  connections(): number;
  /** Ends every connection, and lets everything of new ones through. */
  mend(): void;
}

export async function openCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  let left = Number.POSITIVE_INFINITY;
  let isSilent = false;
  const open = new Set<Socket>();
  const clients = new Set<Socket>();
  const servers = new Set<Socket>();
  let isHeld = false;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const listener = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        // What came before it still goes through.
        other.end();
      });
    }
    clients.add(client);
    servers.add(server);
    client.on('close', () => {
      clients.delete(client);
      servers.delete(server);
    });
    client.pipe(server);
    if (isHeld) server.pause();
    server.on('data', (piece) => {
      const passed = piece.subarray(0, Math.max(0, left));
      left -= piece.length;
      if (passed.length > 0) client.write(passed);
      if (left <= 0 && !isSilent) client.end(() => cut());
    });
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return {
    port: address.port,
    cutAfter: (bytes) => {
      left = bytes;
      isSilent = false;
    },
    fallSilentAfter: (bytes) => {
      left = bytes;
      isSilent = true;
    },
    stopTaking: () => {
      for (const client of clients) client.unpipe().pause();
    },
    hold: () => {
      isHeld = true;
      for (const server of servers) server.pause();
    },
    release: () => {
      isHeld = false;
      for (const server of servers) server.resume();
    },
    connections: () => clients.size,
    mend: () => {
      left = Number.POSITIVE_INFINITY;
      cut();
    },
    [Symbol.asyncDispose]: async () => {
      listener.close();
      cut();
      await once(listener, 'close');
    },
  };
}
