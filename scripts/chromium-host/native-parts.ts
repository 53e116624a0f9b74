import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

let copied = '';

/** A clipboard of the program's own: what is copied here is pasted here. */
export const clipboard = strict('clipboard', {
  readText: async (): Promise<string> => copied,
  writeText: async (text: string): Promise<void> => {
    copied = text;
  },
  clear: (): void => {
    copied = '';
  },
});

/** Tells of nothing by itself; a test does. On Linux the shell listens to the desktop itself. */
export const powerMonitor: EventEmitter = new EventEmitter();

/** Windows have the smallest size that every screen must fit in, so that tests and pictures look at it. */
export const screen = strict('screen', {
  getDisplayMatching: (_place: unknown) => ({ workArea: { x: 0, y: 0, width: 1024, height: 700 } }),
});

export const protocol = strict('protocol', {
  // Chromium has no schemes of one's own: see origin.ts.
  registerSchemesAsPrivileged: (_schemes: unknown): void => undefined,
});

/** Addresses that were opened, for tests. */
export const openedAddresses: string[] = [];

export const shell = strict('shell', {
  openExternal: async (address: string): Promise<void> => {
    openedAddresses.push(address);
    if (process.env.KLUIS_HOST_TEST === '1') return;
    const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
    spawn(opener, [address], { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
  },
});

/** Chromium has no icon in the notification area: making one fails, as on a desktop without a place for it. */
export class Tray {
  constructor(_picture: string) {
    throw new Error('Tray is not there outside Electron');
  }
}
