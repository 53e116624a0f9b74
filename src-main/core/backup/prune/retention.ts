import { type Chain, type ChainFault, type ChainSnapshot, faultsAt, inOrder } from '../verify/chain-faults.ts';
import type { RetentionRules } from './retention-rules.ts';

/**
 * Why a snapshot stays. `last`: it is the last one. `recent`, `day`, `week`: by its age, the first of its day or week (UTC).
 * `time-unclear`: its time is out of order, which the Privacy Officer has acknowledged. `stood-on`: others need it. `frozen`:
 * it would go, but for the faults of the chain.
 */
export type KeptBecause = 'last' | 'recent' | 'day' | 'week' | 'time-unclear' | 'stood-on' | 'frozen';

/** What becomes of a snapshot; `because` is null for one that goes. */
interface RetentionVerdict {
  readonly snapshot: ChainSnapshot;
  readonly because: KeptBecause | null;
}

export interface RetentionPlan {
  /** While there are any, nothing goes. */
  readonly faults: readonly ChainFault[];
  /** By number. */
  readonly verdicts: readonly RetentionVerdict[];
}

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** The first day of 1970 was a Thursday, and a week begins on Monday. */
const daysBeforeFirstMonday = 3;

const dayOf = (at: number): number => Math.floor(at / dayMs);
const weekOf = (at: number): number => Math.floor((dayOf(at) + daysBeforeFirstMonday) / 7);

/**
 * Which snapshots stay, by their age alone: how many there are says nothing, so that none pushes out another. It is the first
 * of a day and of a week that stays, which none that is made later can change. Changes nothing, and serves as a preview.
 * @param now ms UTC.
 */
export function planRetention(chain: Chain, now: number, rules: RetentionRules): RetentionPlan {
  const faults = faultsAt(now, chain, rules);
  const ordered = inOrder(chain.snapshots);
  const needs = directNeeds(ordered);
  const because = new Map<ChainSnapshot, KeptBecause>();
  // What is garbage may have lost some of its files: it comes back for nothing but what others stand on.
  const staying = ordered.filter(({ retired }) => !retired);
  for (const [snapshot, reason] of keptByAge(staying, chain, needs, now, rules)) because.set(snapshot, reason);
  const waiting = [...because.keys()];
  for (let snapshot = waiting.pop(); snapshot !== undefined; snapshot = waiting.pop()) {
    for (const base of needs.get(snapshot) ?? []) {
      if (because.has(base)) continue;
      because.set(base, 'stood-on');
      waiting.push(base);
    }
  }
  const otherwise = faults.length > 0 ? 'frozen' : null;
  return { faults, verdicts: ordered.map((snapshot) => ({ snapshot, because: because.get(snapshot) ?? otherwise })) };
}

type Needs = ReadonlyMap<ChainSnapshot, readonly ChainSnapshot[]>;

/** What each snapshot stands on; both, where two have the number. Only lower numbers, so that it ends. */
function directNeeds(ordered: readonly ChainSnapshot[]): Needs {
  const byNumber = Map.groupBy(ordered, ({ number }) => number);
  return new Map(
    ordered.map((snapshot) => [
      snapshot,
      [snapshot.database.on, snapshot.inventory.on].flatMap((on) =>
        on === null || on >= snapshot.number ? [] : (byNumber.get(on) ?? []),
      ),
    ]),
  );
}

function* keptByAge(
  ordered: readonly ChainSnapshot[],
  chain: Chain,
  needs: Needs,
  now: number,
  rules: RetentionRules,
): Generator<[ChainSnapshot, KeptBecause]> {
  const unclear = unclearTimes(ordered, chain);
  const oldest = oldestTimes(ordered, needs);
  const youngerThan = (at: number, ms: number) => now - at <= ms;
  const oldestMs = rules.oldestDays * dayMs;
  const days = new Set<number>();
  const weeks = new Set<number>();
  for (const snapshot of ordered) {
    const { at } = snapshot;
    const unclearAt = unclear.get(snapshot);
    if (unclearAt !== undefined) {
      if (youngerThan(unclearAt, oldestMs)) yield [snapshot, 'time-unclear'];
      else if (snapshot === ordered.at(-1)) yield [snapshot, 'last'];
      continue;
    }
    const isFirstOfDay = !days.has(dayOf(at));
    const isFirstOfWeek = !weeks.has(weekOf(at));
    days.add(dayOf(at));
    weeks.add(weekOf(at));
    const isWhole = youngerThan(oldest.get(snapshot) ?? at, oldestMs);
    if (snapshot === ordered.at(-1)) yield [snapshot, 'last'];
    else if (youngerThan(at, rules.keepAllHours * hourMs)) yield [snapshot, 'recent'];
    else if (isFirstOfDay && youngerThan(at, rules.keepDailyDays * dayMs)) yield [snapshot, 'day'];
    else if (isFirstOfWeek && isWhole) yield [snapshot, 'week'];
  }
}

/** The time of the oldest one that each stands on, however far back. */
function oldestTimes(ordered: readonly ChainSnapshot[], needs: Needs): ReadonlyMap<ChainSnapshot, number> {
  const oldest = new Map<ChainSnapshot, number>();
  for (const snapshot of ordered) {
    const bases = needs.get(snapshot) ?? [];
    oldest.set(snapshot, Math.min(snapshot.at, ...bases.map((base) => oldest.get(base) ?? base.at)));
  }
  return oldest;
}

/**
 * Those acknowledged ones of which the time contradicts another's or the acknowledgement, and from when their age counts: late
 * rather than early, and never after the acknowledgement. None is the first of a day in the place of another.
 */
function unclearTimes(ordered: readonly ChainSnapshot[], { acknowledged }: Chain): ReadonlyMap<ChainSnapshot, number> {
  const unclear = new Map<ChainSnapshot, number>();
  if (acknowledged === null) return unclear;
  const seen = ordered.filter(({ number }) => number <= acknowledged.number);
  let latest = Number.NEGATIVE_INFINITY;
  for (const snapshot of seen) {
    if (snapshot.at < latest) unclear.set(snapshot, Math.min(latest, acknowledged.at));
    latest = Math.max(latest, snapshot.at);
  }
  let earliest = acknowledged.at;
  for (const snapshot of seen.toReversed()) {
    if (snapshot.at > earliest && !unclear.has(snapshot)) {
      unclear.set(snapshot, Math.min(snapshot.at, acknowledged.at));
    }
    earliest = Math.min(earliest, snapshot.at);
  }
  return unclear;
}

/** Whether what a garbage statement made at `listedAt` names may go, by both clocks (ms UTC). */
export function isGarbageDue(
  listedAt: number,
  clocks: { readonly writer: number; readonly target: number },
  rules: RetentionRules,
): boolean {
  return Math.min(clocks.writer, clocks.target) - listedAt >= rules.garbageHours * hourMs;
}
