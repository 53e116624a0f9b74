import type { Chain, ChainSnapshot } from '../../src-main/core/backup/chain-faults.ts';
import { planRetention } from '../../src-main/core/backup/retention.ts';
import type { RetentionRules } from '../../src-main/core/backup/retention-rules.ts';
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
  clockBackMinutes: 10,
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
    writer: named('writer'),
    sealed: { file: named(`sealed ${number}`) },
    database: { file: named(`database ${number}`), on },
    inventory: { file: named(`inventory ${number}`), on },
  };
}

export function chainOf(snapshots: readonly ChainSnapshot[], more: Partial<Chain> = {}): Chain {
  return { snapshots, gone: [], latest: 0, heartbeats: [], acknowledged: null, ...more };
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
