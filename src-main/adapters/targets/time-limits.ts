import { cancelled, unreachable } from './target-errors.ts';

export interface TimeLimits {
  /** Until one is connected. */
  readonly connectMs: number;
  /** Between two signs of life while something is awaited. */
  readonly silenceMs: number;
}

/** A server may take its time with the end of a large file; a minute and a half without any sign is no work. */
export const usualTimeLimits: TimeLimits = { connectMs: 20_000, silenceMs: 90_000 };

/** How long is tried to clean up after something failed: what is left is found by `removeUnfinished`. */
export const cleaningUpMs = 5000;

/**
 * What the work gives, unless the signal comes first or it takes too long. It is not ended by that, only left alone.
 *
 * @throws VaultError `cancelled`, `target-unreachable`, or what the work throws.
 */
export async function atMost<T>(work: Promise<T>, limitMs: number, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(cancelled());
  const timer = setTimeout(() => reject(unreachable({ systemError: 'ETIMEDOUT' })), limitMs);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  // Whichever is not awaited any more may still fail.
  work.catch(() => undefined);
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, work]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
