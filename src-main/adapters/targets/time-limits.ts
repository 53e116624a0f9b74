import { cancelled, unreachable } from './target-errors.ts';

export interface TimeLimits {
  /** Until one is connected. */
  readonly connectMs: number;
  /** Between two signs of life while something is awaited. */
  readonly silenceMs: number;
}

/** A server may take its time with the end of a large file; a minute and a half without any sign is no work. */
export const usualTimeLimits: TimeLimits = { connectMs: 20_000, silenceMs: 90_000 };

/** What a slow stick, or the disk of a small server, writes at least. */
const slowestBytesPerMs = 2000;

/**
 * How long the end of a file is waited for: whoever took it may have most of it in memory still, and says nothing while
 * it goes to the disk.
 */
export const finishingMs = (limits: TimeLimits, sizeBytes: number): number =>
  limits.silenceMs + sizeBytes / slowestBytesPerMs;

/** How long is tried to clean up after something failed: what is left is found by `removeUnfinished`. */
export const cleaningUpMs = 5000;

/**
 * What the work gives, unless the signal comes first or it takes too long. It is not ended by that, only left alone.
 *
 * @param lastSignMs when there was a sign of life, by `performance.now`, from where the limit counts again. @throws VaultError `cancelled`, `target-unreachable`, or what the work throws.
 */
export async function atMost<T>(
  work: Promise<T>,
  limitMs: number,
  signal: AbortSignal,
  lastSignMs: () => number = () => Number.NEGATIVE_INFINITY,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(cancelled());
  const begunMs = performance.now();
  const look = () => {
    const leftMs = Math.max(begunMs, lastSignMs()) + limitMs - performance.now();
    if (leftMs > 1) timer = setTimeout(look, leftMs);
    else reject(unreachable({ systemError: 'ETIMEDOUT' }));
  };
  let timer = setTimeout(look, limitMs);
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
