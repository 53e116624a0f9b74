import { randomInt } from 'node:crypto';

/** Repeatable randomness for tests: the same seed gives the same run. Never for keys. */
export interface SeededRandom {
  readonly seed: number;
  /** A fraction in [0, 1). */
  fraction(): number;
  /** A whole number in [0, below). */
  below(limit: number): number;
  chance(probability: number): boolean;
  bytes(length: number): Uint8Array;
}

/** mulberry32: 32 bits of state, good enough to choose instants and subsets. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    seed,
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}

/** The seed of this run: KLUIS_SEED when set (to repeat a failure), otherwise a new one. Name it in every failure. */
export function seedOfThisRun(): number {
  const given = process.env.KLUIS_SEED;
  return given === undefined ? randomInt(2 ** 31) : Number.parseInt(given, 10);
}
