import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (details: { url: string }, decide: (answer: { cancel?: boolean }) => void) => void;
type PermissionCheck = Parameters<Session['setPermissionCheckHandler']>[0];

/** What a session of Electron keeps, as far as the shell uses it; pages ask it. */
export class HostSession extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();
  readonly #persistent: boolean;
  #beforeRequest: BeforeRequest | null = null;
  permissionCheck: PermissionCheck = null;

  constructor(partition: string) {
    super();
    this.#persistent = partition.startsWith('persist:');
  }

  readonly protocol = strict('session.protocol', {
    handle: (scheme: string, handler: Handler) => void this.#handlers.set(scheme, handler),
  });

  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.#beforeRequest = listener;
    },
  });

  isPersistent(): boolean {
    return this.#persistent;
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.permissionCheck = handler;
  }

  /** Chromium is told at once which permissions there are (`permissionCheck`), so that it never asks. */
  setPermissionRequestHandler(_handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    return;
  }

  setDevicePermissionHandler(_handler: Parameters<Session['setDevicePermissionHandler']>[0]): void {
    return;
  }

  setSpellCheckerEnabled(_enable: boolean): void {
    return;
  }

  /** Every page has a storage of its own here, in memory, that goes with it. */
  async clearStorageData(): Promise<void> {
    return;
  }

  handlerOf(address: string): Handler | undefined {
    return this.#handlers.get(new URL(address).protocol.slice(0, -1));
  }

  /** Whether the shell lets a request out. */
  async isLetOut(url: string): Promise<boolean> {
    const listener = this.#beforeRequest;
    if (listener === null) return true;
    return await new Promise((resolve) => listener({ url }, ({ cancel }) => resolve(cancel !== true)));
  }
}

const sessions = new Map<string, HostSession>();

export const session = strict('session', {
  fromPartition: (partition: string, _options?: { cache: boolean }): HostSession => {
    const known = sessions.get(partition) ?? new HostSession(partition);
    sessions.set(partition, known);
    return known;
  },
});
