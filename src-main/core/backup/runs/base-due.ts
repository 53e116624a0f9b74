const dayMs = 24 * 60 * 60 * 1000;
const longestBaseMs = 7 * dayMs;
/** The first delta of a day is in every snapshot of that day. */
const largestShare = 0.3;

/** A snapshot of this writer, as far as its database is concerned. */
interface DatabasePoint {
  readonly number: number;
  /** ms UTC. */
  readonly at: number;
}

/** The last snapshot, and the one with the base that it stands on. */
export interface DatabaseChain {
  readonly base: DatabasePoint;
  readonly last: DatabasePoint;
}

/**
 * The snapshot that the next database is to stand on: of a day (UTC) the first on the one with the base, the others on the
 * one before. Null: a new base is due. A base that is of the future, by a clock that was wrong, is not kept for ever.
 */
export function nextDatabaseOn(chain: DatabaseChain | null, now: number): number | null {
  if (chain === null || Math.abs(now - chain.base.at) >= longestBaseMs) return null;
  return isFirstOfDay(chain.last.at, now) ? chain.base.number : chain.last.number;
}

/** Whether a delta on `on` is so large that a base does better: once a day that is asked. */
export function isBaseBetter(chain: DatabaseChain, on: number, scanned: { pages: number; changed: number }): boolean {
  return on === chain.base.number && scanned.changed > scanned.pages * largestShare;
}

/** Whether what is made `now` is the first snapshot of its day (UTC), the one that stays longest. */
export function isFirstOfDay(last: number, now: number): boolean {
  return Math.floor(last / dayMs) !== Math.floor(now / dayMs);
}
