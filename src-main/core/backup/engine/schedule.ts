const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** By then a change is on the target, when that is there and quick. */
const changeSentMs = 60 * secondMs;
/** For noticing the change, and for a run that takes longer than the one before. */
const reserveMs = 10 * secondMs;
const gatherLongestMs = 45 * secondMs;
const gatherShortestMs = 5 * secondMs;

const firstBackOffMs = minuteMs;
/** With all of its jitter an hour. */
const longestBackOffMs = 40 * minuteMs;

const verifyEveryMs = 7 * dayMs;
const verifyAgainMs = 6 * hourMs;
const pruneEveryMs = dayMs;
const pruneAgainMs = hourMs;

/** How it went with one target so far. All times in ms UTC, by this computer's clock, which may have been wrong. */
export interface TargetHistory {
  /** When the first run ended well, and the last; null: none has. Also one that found nothing to send ends well. */
  readonly since: number | null;
  readonly goodAt: number | null;
  /** How long the last one took that ended well. */
  readonly tookMs: number;
  /** When the last run failed, how many did in a row, and a number from 0 up to but not 1, drawn then. */
  readonly failed: { readonly at: number; readonly inARow: number; readonly jitter: number } | null;
  /** When all that lies there was last read and compared, and when that was last begun. */
  readonly verifiedAt: number | null;
  readonly verifyBegunAt: number | null;
  /** When what is kept no longer was last looked for, to the end. */
  readonly prunedAt: number | null;
}

/** The vault as it is now, as far as it concerns one target. */
export interface VaultNow {
  /** Since when it has had something that the target lacks; null: nothing is known of. */
  readonly changedAt: number | null;
  readonly isOpen: boolean;
}

/**
 * Why a run is due. `first`: there has been none. `change`: something is new. `hour`: somebody is signed in, and not all that
 * is written counts as a change: drafts, and messages that others left. `day`: the heartbeat, and what a locked vault was left.
 * `retry`: the last one failed.
 */
type RunReason = 'first' | 'change' | 'hour' | 'day' | 'retry';

export interface DueRun {
  /** ms UTC; now or before: at once. */
  readonly at: number;
  readonly because: RunReason;
}

/**
 * When the next run of a target is due. What was in the future, by a clock that was wrong, delays nothing.
 * @param spread from 0 up to but not 1: a computer's own, so that an office's do not all come at midnight.
 */
export function nextRun(history: TargetHistory, vault: VaultNow, now: number, spread: number): DueRun {
  const { goodAt, tookMs, failed } = history;
  if (failed !== null) return { at: after(failed.at, backOffMs(failed), now), because: 'retry' };
  if (goodAt === null) return { at: now, because: 'first' };
  const untilDayEnds = dayMs - (goodAt % dayMs);
  const due: DueRun[] = [{ at: after(goodAt, untilDayEnds + Math.floor(spread * hourMs), now), because: 'day' }];
  if (vault.isOpen) due.push({ at: after(goodAt, hourMs, now), because: 'hour' });
  if (vault.changedAt !== null) due.push({ at: after(vault.changedAt, gatherMs(tookMs), now), because: 'change' });
  return due.reduce((first, other) => (other.at < first.at ? other : first));
}

/** When all that lies on a target is due to be read and compared: a week after it last was, or after the first run. */
export function nextVerification({ since, verifiedAt, verifyBegunAt }: TargetHistory, now: number): number | null {
  if (since === null) return null;
  const at = after(verifiedAt ?? since, verifyEveryMs, now);
  const isBrokenOff = verifyBegunAt !== null && verifyBegunAt > (verifiedAt ?? since);
  return isBrokenOff ? Math.max(at, after(verifyBegunAt, verifyAgainMs, now)) : at;
}

/**
 * When what is kept no longer is due to be looked for and removed: a day after it last was, or after the first run.
 * @param begunAt when that was last begun; null: not by this program.
 */
export function nextPruning({ since, prunedAt }: TargetHistory, begunAt: number | null, now: number): number | null {
  if (since === null) return null;
  const at = after(prunedAt ?? since, pruneEveryMs, now);
  return begunAt === null ? at : Math.max(at, after(begunAt, pruneAgainMs, now));
}

/** How long to wait after a failure: a minute, then twice as long each time, up to an hour. */
export function backOffMs({ inARow, jitter }: { readonly inARow: number; readonly jitter: number }): number {
  const doubled = firstBackOffMs * 2 ** Math.min(inARow - 1, 30);
  return Math.floor(Math.min(doubled, longestBackOffMs) * (1 + jitter / 2));
}

/** How long changes are gathered, so that the run is over in time if it takes as long as the last one. */
function gatherMs(tookMs: number): number {
  return Math.max(gatherShortestMs, Math.min(gatherLongestMs, changeSentMs - reserveMs - tookMs));
}

function after(time: number, waitMs: number, now: number): number {
  return time > now ? now : time + waitMs;
}
