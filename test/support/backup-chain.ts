import { planRetention } from '../../src-main/core/backup/prune/retention.ts';
import type { RetentionRules } from '../../src-main/core/backup/prune/retention-rules.ts';
import { isInRuns } from '../../src-main/core/backup/repository/number-runs.ts';
import type { Chain, ChainHeartbeat, ChainSnapshot } from '../../src-main/core/backup/verify/chain-faults.ts';
import { sha256 } from '../../src-main/core/crypto/binding.ts';

export const hourMs: number = 60 * 60 * 1000;
export const dayMs: number = 24 * hourMs;
/** A Monday, at midnight. */
export const monday: number = Date.UTC(2026, 10, 16);

export const rules: RetentionRules = {
  version: 1,
  date: '2026-11-22',
  source: 'a test',
  keepAllHours: 24,
  keepDailyDays: 14,
  oldestDays: 62,
  garbageHours: 72,
  silenceDays: 31,
};

/** As a hash, in hexadecimal. */
export const named = (text: string): string => sha256(Buffer.from(text)).toString('hex');

/** A snapshot of which the database stands on the number `on`, and the inventory too. */
export function snapshot(number: number, at: number, on: number | null = null): ChainSnapshot {
  return {
    number,
    at,
    sha256: named(`snapshot ${number} ${at}`),
    retired: false,
    previous: null,
    writer: named('writer'),
    sealed: { file: named(`sealed ${number}`) },
    database: { file: named(`database ${number}`), on },
    inventory: { file: named(`inventory ${number}`), on },
  };
}

/** @param more `heartbeats` each of the snapshot that was the last then. */
export function chainOf(
  snapshots: readonly ChainSnapshot[],
  { heartbeats = [], ...more }: Partial<Omit<Chain, 'heartbeats'>> & { readonly heartbeats?: readonly number[] } = {},
): Chain {
  const beats = heartbeats.map((at) => heartbeat(at, snapshots.findLast((one) => one.at <= at) ?? snapshot(1, at)));
  const { gone = [] } = more;
  const all = snapshots.map((one) => (isInRuns(gone, one.number) ? { ...one, retired: true } : one));
  return { latest: 0, acknowledged: null, ...more, snapshots: all, gone, heartbeats: beats };
}

export function heartbeat(at: number, { number, sha256: hash }: ChainSnapshot): ChainHeartbeat {
  return { sha256: named(`heartbeat ${at}`), at, snapshot: { number, hash } };
}

/**
 * Snapshots at these times (ms UTC), as the program makes them: a base every seven days, the first of a day on the base, the
 * others on the one before.
 */
export function snapshotsAt(times: readonly number[]): ChainSnapshot[] {
  let base: ChainSnapshot | null = null;
  const made: ChainSnapshot[] = [];
  for (const [index, at] of times.entries()) {
    const before = made.at(-1);
    const isSameDay = before && Math.floor(before.at / dayMs) === Math.floor(at / dayMs);
    const isBase = base === null || at - base.at >= 7 * dayMs;
    const on = isBase ? null : isSameDay ? before.number : (base?.number ?? null);
    const next = snapshot(index + 1, at, on);
    if (isBase) base = next;
    made.push(next);
  }
  return made;
}

/** The numbers that stay, each with why. */
export function kept(chain: Chain, now: number): Record<number, string> {
  const { verdicts } = planRetention(chain, now, rules);
  return Object.fromEntries(
    verdicts.flatMap(({ snapshot: { number }, because }) => (because === null ? [] : [[number, because]])),
  );
}
