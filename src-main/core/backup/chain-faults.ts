import { type NumberRun, runsOutside } from './number-runs.ts';
import type { RetentionRules } from './retention-rules.ts';

/** What retention has to know of a snapshot: of its statement (docs/formats.md section 15.6), and of its file. */
export interface ChainSnapshot {
  readonly number: number;
  /** Of its file, in lower-case hexadecimal, as all below. */
  readonly sha256: string;
  readonly at: number;
  readonly writer: string;
  readonly sealed: { readonly file: string };
  readonly database: { readonly file: string; readonly on: number | null };
  readonly inventory: { readonly file: string; readonly on: number | null };
}

/** What is known of the snapshots of one writer on one target. All times in ms UTC. */
export interface Chain {
  /** Those that lie there, in any order. */
  readonly snapshots: readonly ChainSnapshot[];
  /** The numbers that garbage statements name. */
  readonly gone: readonly NumberRun[];
  /** The highest number that the writer remembers; 0 when it remembers none. */
  readonly latest: number;
  /** When there were heartbeats. */
  readonly heartbeats: readonly number[];
  /** The Privacy Officer's word that all up to this number is as it has to be, given at that time. */
  readonly acknowledged: { readonly number: number; readonly at: number } | null;
}

/**
 * Why nothing may go. `missing`: no garbage statement names these numbers. `twice`: two snapshots of one number. `clock`: made
 * before the one before it, after the present, or long after anything was heard. `base`: it stands on what is not there.
 */
export interface ChainFault {
  readonly kind: 'missing' | 'twice' | 'clock' | 'base';
  readonly first: number;
  readonly last: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The snapshots by number. */
export function inOrder(snapshots: readonly ChainSnapshot[]): readonly ChainSnapshot[] {
  return snapshots.toSorted((one, other) => one.number - other.number || one.at - other.at);
}

/** What somebody has to look at before anything goes; what the Privacy Officer has acknowledged is none. */
export function chainFaults(chain: Chain, now: number, rules: RetentionRules): readonly ChainFault[] {
  const ordered = inOrder(chain.snapshots);
  const from = chain.acknowledged?.number ?? 0;
  return [
    ...missingNumbers(ordered, chain, from),
    ...wrongTimes(ordered, chain, now, rules),
    ...wrongBases(ordered).filter(({ first }) => first > from),
  ];
}

function missingNumbers(ordered: readonly ChainSnapshot[], { gone, latest }: Chain, from: number): ChainFault[] {
  const known: NumberRun[] = [...gone, ...ordered.map(({ number }): NumberRun => [number, number])];
  const last = Math.max(latest, ordered.at(-1)?.number ?? 0);
  const missing = runsOutside([from + 1, last], known).map(
    ([first, until]): ChainFault => ({ kind: 'missing', first, last: until }),
  );
  const twice = ordered
    .filter(({ number }, index) => number > from && number === ordered[index - 1]?.number)
    .map(({ number }): ChainFault => ({ kind: 'twice', first: number, last: number }));
  return [...missing, ...twice];
}

function wrongTimes(ordered: readonly ChainSnapshot[], chain: Chain, now: number, rules: RetentionRules): ChainFault[] {
  const faults: ChainFault[] = [];
  const backMs = rules.clockBackMinutes * minuteMs;
  const heard = chain.heartbeats.toSorted((one, other) => one - other);
  const from = chain.acknowledged?.number ?? 0;
  let before = chain.acknowledged;
  for (const { number, at } of ordered) {
    if (number <= from) continue;
    const isBack = before !== null && at < before.at - backMs;
    // Between what is left of older ones there may be weeks, which were looked at when those between them went.
    const isSilent = before?.number === number - 1 && longestSilence(before.at, at, heard) > rules.silenceDays * dayMs;
    if (isBack || isSilent || at > now + backMs) faults.push({ kind: 'clock', first: number, last: number });
    before = { number, at };
  }
  if (before === null) return faults;
  const isNowWrong = now < before.at - backMs || longestSilence(before.at, now, heard) > rules.silenceDays * dayMs;
  const last = { kind: 'clock', first: before.number, last: before.number } as const;
  return isNowWrong && faults.at(-1)?.first !== before.number ? [...faults, last] : faults;
}

/** @param heard ascending. */
function longestSilence(from: number, until: number, heard: readonly number[]): number {
  let [longest, last] = [0, from];
  for (const at of [...heard.filter((time) => time > from && time < until), until]) {
    longest = Math.max(longest, at - last);
    last = at;
  }
  return longest;
}

function wrongBases(ordered: readonly ChainSnapshot[]): ChainFault[] {
  const numbers = new Set(ordered.map(({ number }) => number));
  return ordered
    .filter(({ number, database, inventory }) =>
      [database.on, inventory.on].some((on) => on !== null && (on >= number || !numbers.has(on))),
    )
    .map(({ number }) => ({ kind: 'base', first: number, last: number }));
}
