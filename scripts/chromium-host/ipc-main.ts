import type { HostFrame } from './frames.ts';
import { strict } from './strict.ts';

/** What a handler of the shell is told of a call. */
export interface HostInvokeEvent {
  readonly sender: unknown;
  readonly senderFrame: HostFrame | null;
  readonly type: 'frame';
}

type Handler = (event: HostInvokeEvent, ...given: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
});

/** @throws Error as Electron does for a channel that nobody handles. */
export async function invoke(channel: string, event: HostInvokeEvent, given: readonly unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return await handler(event, ...given);
}
