import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atMost, finishingMs } from '../../../src-main/adapters/targets/time-limits.ts';

const still = new AbortController().signal;
const never = (): Promise<never> => new Promise(() => undefined);

describe('the limit on silence', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is over after its time', async () => {
    const outcome = atMost(never(), 100, still).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(101);
    expect(await outcome).toMatchObject({ code: 'target-unreachable', details: { systemError: 'ETIMEDOUT' } });
  });

  it('counts again from each sign of life', async () => {
    let lastSignMs = performance.now();
    const told = vi.fn();
    atMost(never(), 100, still, () => lastSignMs).catch(told);
    for (let times = 0; times < 5; times += 1) {
      await vi.advanceTimersByTimeAsync(90);
      lastSignMs = performance.now();
    }
    await vi.advanceTimersByTimeAsync(90);
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(11);
    expect(told).toHaveBeenCalledOnce();
  });

  it('leaves no timer behind when the work is done or cancelled', async () => {
    await atMost(Promise.resolve('done'), 100, still);
    await expect(atMost(never(), 100, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is longer at the end of a large file', () => {
    const limits = { connectMs: 1, silenceMs: 90_000 };
    expect(finishingMs(limits, 0)).toBe(90_000);
    expect(finishingMs(limits, 1_000_000_000)).toBe(590_000);
  });
});
