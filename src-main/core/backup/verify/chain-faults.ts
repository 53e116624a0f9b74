import type { RetentionRules } from '../prune/retention-rules.ts';
import { heartbeatName, snapshotName } from '../repository/names.ts';
import { joinedRuns, type NumberRun, runsOutside } from '../repository/number-runs.ts';
import { dayOf } from '../repository/statements.ts';

/** What a chain has to know of a snapshot: of its statement (docs/formats.md section 15.6), and of its file. */
export interface ChainSnapshot {
  readonly number: number;
  /** Of its file, in lower-case hexadecimal, as all below. */
  readonly sha256: string;
  readonly at: number;
  /** Named by a garbage statement: it is there only because others stand on it, or until it is removed. */
  readonly retired: boolean;
  readonly previous: string | null;
  readonly writer: string;
  readonly sealed: { readonly file: string };
  readonly database: { readonly file: string; readonly on: number | null };
  readonly inventory: { readonly file: string; readonly on: number | null };
}

/** The same of a heartbeat. */
export interface ChainHeartbeat {
  readonly sha256: string;
  readonly at: number;
  readonly snapshot: { readonly number: number; readonly hash: string };
}

/** What is known of the snapshots of one writer on one target. All times in ms UTC. */
export interface Chain {
  /** Those that lie there, in any order. */
  readonly snapshots: readonly ChainSnapshot[];
  /** The numbers that garbage statements name: of these nothing has to be there any more. */
  readonly gone: readonly NumberRun[];
  /** The highest number that is remembered; 0 for none. */
  readonly latest: number;
  readonly heartbeats: readonly ChainHeartbeat[];
  /** The Privacy Officer's word that all up to this number is as it has to be, given at that time. */
  readonly acknowledged: { readonly number: number; readonly at: number } | null;
}

/**
 * What is not as a writer that goes on from day to day leaves it. `missing`: no garbage statement names these numbers. `twice`:
 * two snapshots of one number. `fork`: it follows, or a heartbeat tells of, another snapshot than lies there. `clock`: earlier
 * than what came before it, later than the present, or long after anything was heard. `base`: it stands on what is not there.
 */
export interface ChainFault {
  readonly kind: 'missing' | 'twice' | 'fork' | 'clock' | 'base';
  readonly first: number;
  readonly last: number;
  /** The statement that it is about, from the writer's folder; null for what is not there. */
  readonly file: string | null;
  /** With `base`: the number that is stood on. */
  readonly on?: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Any clock is wrong by some minutes, and is put right now and then. */
export const clockToleranceMs: number = 10 * minuteMs;

/** The snapshots by number. */
export function inOrder(snapshots: readonly ChainSnapshot[]): readonly ChainSnapshot[] {
  return snapshots.toSorted((one, other) => one.number - other.number || one.at - other.at);
}

/** The highest number that the writer itself tells of: by a heartbeat, or by what it removed, which is never the last. */
export function toldNumber({ gone, heartbeats }: Pick<Chain, 'gone' | 'heartbeats'>): number {
  const behindGone = (joinedRuns(gone).at(-1)?.[1] ?? -1) + 1;
  return Math.max(behindGone, ...heartbeats.map(({ snapshot }) => snapshot.number));
}

/** The highest number that anything tells of. */
export function highestNumber(chain: Chain): number {
  return Math.max(chain.latest, toldNumber(chain), ...chain.snapshots.map(({ number }) => number));
}

/** What is wrong with a chain at whatever time it is looked at; what the Privacy Officer has acknowledged is not. */
export function chainFaults(chain: Chain): readonly ChainFault[] {
  const from = chain.acknowledged?.number ?? 0;
  const ordered = inOrder(chain.snapshots);
  const staying = ordered.filter(({ retired }) => !retired);
  return [
    ...missingNumbers(ordered, chain),
    ...[...doubles(staying), ...forks(staying, chain), ...wrongBases(staying, ordered)].filter(
      ({ first }) => first > from,
    ),
    ...wrongOrder(staying, chain),
  ];
}

/** With what only the present tells: that a time is still to come, and for how long nothing was heard. @param now ms UTC. */
export function faultsAt(now: number, chain: Chain, rules: RetentionRules): readonly ChainFault[] {
  const always = chainFaults(chain);
  const told = new Set(always.filter(({ kind }) => kind === 'clock').map(({ first }) => first));
  return [...always, ...wrongByNow(now, chain, rules).filter(({ first }) => !told.has(first))];
}

function missingNumbers(ordered: readonly ChainSnapshot[], chain: Chain): ChainFault[] {
  const from = chain.acknowledged?.number ?? 0;
  const known: NumberRun[] = [...chain.gone, ...ordered.map(({ number }): NumberRun => [number, number])];
  return runsOutside([from + 1, highestNumber(chain)], known).map(([first, until]) => ({
    kind: 'missing',
    first,
    last: until,
    file: null,
  }));
}

function doubles(staying: readonly ChainSnapshot[]): ChainFault[] {
  return staying
    .filter(({ number }, index) => number === staying[index - 1]?.number)
    .map((snapshot) => ({ kind: 'twice', ...about(snapshot) }));
}

function forks(staying: readonly ChainSnapshot[], { snapshots, heartbeats }: Chain): ChainFault[] {
  const byNumber = Map.groupBy(snapshots, ({ number }) => number);
  const isThere = (number: number, hash: string) => {
    const found = byNumber.get(number);
    return found === undefined || found.some(({ sha256 }) => sha256 === hash);
  };
  return [
    ...staying
      .filter(({ number, previous }) => previous !== null && !isThere(number - 1, previous))
      .map((snapshot): ChainFault => ({ kind: 'fork', ...about(snapshot) })),
    ...heartbeats
      .filter(({ snapshot: { number, hash } }) => !isThere(number, hash))
      .map((heartbeat): ChainFault => ({ kind: 'fork', ...aboutHeartbeat(heartbeat) })),
  ];
}

/** Whatever one that stays stands on is there, down to the bases. */
function wrongBases(staying: readonly ChainSnapshot[], ordered: readonly ChainSnapshot[]): ChainFault[] {
  const byNumber = Map.groupBy(ordered, ({ number }) => number);
  const faults: ChainFault[] = [];
  const waiting = [...staying];
  const seen = new Set<ChainSnapshot>(staying);
  for (let snapshot = waiting.shift(); snapshot !== undefined; snapshot = waiting.shift()) {
    for (const on of new Set([snapshot.database.on, snapshot.inventory.on])) {
      if (on === null) continue;
      const below = on < snapshot.number ? byNumber.get(on) : undefined;
      if (below === undefined) faults.push({ kind: 'base', ...about(snapshot), on });
      for (const one of below ?? []) {
        if (!seen.has(one)) waiting.push(one);
        seen.add(one);
      }
    }
  }
  return faults;
}

/** Time goes on from number to number, by the heartbeats too. Told once for each time that it went back. */
function wrongOrder(staying: readonly ChainSnapshot[], { heartbeats, acknowledged }: Chain): ChainFault[] {
  const moments = [
    ...staying.map((snapshot) => ({ ...about(snapshot), at: snapshot.at, order: 0 })),
    ...heartbeats.map((heartbeat) => ({ ...aboutHeartbeat(heartbeat), at: heartbeat.at, order: 1 })),
  ].sort((one, other) => one.first - other.first || one.order - other.order || one.at - other.at);
  const faults: ChainFault[] = [];
  let before = acknowledged?.at ?? Number.NEGATIVE_INFINITY;
  for (const { first, last, file, at } of moments) {
    if (first <= (acknowledged?.number ?? 0)) continue;
    if (at < before - clockToleranceMs) faults.push({ kind: 'clock', first, last, file });
    before = at;
  }
  return faults;
}

function wrongByNow(now: number, chain: Chain, rules: RetentionRules): ChainFault[] {
  const { acknowledged, heartbeats } = chain;
  const from = acknowledged?.number ?? 0;
  const isAhead = (at: number) => at > now + clockToleranceMs;
  const heard = heartbeats.map(({ at }) => at).sort((one, other) => one - other);
  const isLong = (since: number, until: number) => longestSilence(since, until, heard) > rules.silenceDays * dayMs;
  const faults: ChainFault[] = [];
  let before: { readonly number: number; readonly at: number; readonly file: string | null } | null = acknowledged && {
    ...acknowledged,
    file: null,
  };
  for (const snapshot of inOrder(chain.snapshots)) {
    const { number, at, retired } = snapshot;
    if (number <= from || retired) continue;
    // Between what is left of older ones there may be weeks, which were looked at when those between them went.
    const isSilent = before?.number === number - 1 && isLong(before.at, at);
    if (isSilent || isAhead(at)) faults.push({ kind: 'clock', ...about(snapshot) });
    before = { number, at, file: about(snapshot).file };
  }
  for (const heartbeat of heartbeats) {
    const { number } = heartbeat.snapshot;
    if (number > from && isAhead(heartbeat.at)) faults.push({ kind: 'clock', ...aboutHeartbeat(heartbeat) });
  }
  if (before !== null && faults.at(-1)?.first !== before.number && (isAhead(before.at) || isLong(before.at, now))) {
    faults.push({ kind: 'clock', first: before.number, last: before.number, file: before.file });
  }
  return faults;
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

function about({ number, sha256 }: ChainSnapshot): { first: number; last: number; file: string } {
  return { first: number, last: number, file: snapshotName(number, sha256) };
}

function aboutHeartbeat({ sha256, at, snapshot: { number } }: ChainHeartbeat) {
  return { first: number, last: number, file: heartbeatName(dayOf(at), sha256) };
}
