import { VaultError } from '../contract/errors.ts';
import type { WireError } from '../contract/wire.ts';

/**
 * What of an error crosses to the caller. Of an error that nobody foresaw only its class and where in this program it
 * arose: its own message may hold anything.
 */
export function toWireError(error: unknown): WireError {
  if (error instanceof VaultError) return { code: error.code, message: error.message, details: error.details };
  const details = error instanceof Error ? { type: error.constructor.name, at: placeOf(error) } : {};
  return { code: 'internal', message: 'an error that was not foreseen', details };
}

/** File name and line of the innermost frame: no folder, which would tell of the machine, and nothing of the message. */
function placeOf({ stack = '', message }: Error): string {
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return /([^/\\\s(:]+:\d+):\d+\)?$/m.exec(frames)?.[1] ?? 'unknown';
}
