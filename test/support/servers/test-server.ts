import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import type { TargetCredentials, TargetSettings } from '../../../src-main/contract/targets.ts';
import type { SmallDisk } from '../full-disk.ts';

/** A server with a place for backups on it, or for a folder the place alone. */
export interface TestServer extends AsyncDisposable {
  /** Where it listens; 0 for a folder. */
  readonly port: number;
  /** Where the files of the target lie on this computer; null when the server keeps them in memory. */
  readonly folder: string | null;
  /** What its files lie on; null when the server keeps them in memory. */
  readonly disk: SmallDisk | null;
  readonly credentials: TargetCredentials;
  readonly wrongCredentials: TargetCredentials | null;
  /** @param port of what stands in between; the server's own by default. */
  settings(port?: number): TargetSettings;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Again after `kill`, on the same port. */
  start(): Promise<void>;
}

/** One server for all tests of the file or suite that this is called in; ask for it once they run. */
export function openForAll<Server extends TestServer>(open: () => Promise<Server>): () => Server {
  let server: Server | undefined;
  beforeAll(async () => {
    server = await open();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());
  return () => {
    if (server === undefined) throw new Error('the server is not open yet');
    return server;
  };
}

/** Temporary files in a folder of the target. */
export function leftOvers(server: TestServer, folder: string): string[] {
  if (server.folder === null || !existsSync(`${server.folder}/${folder}`)) return [];
  return readdirSync(`${server.folder}/${folder}`).filter((name) => name.startsWith('.tmp-'));
}
