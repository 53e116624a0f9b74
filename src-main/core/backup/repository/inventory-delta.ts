import { violated } from '../../../contract/errors.ts';
import { type Inventory, InventoryBuilder } from './inventory.ts';

/** What became of an inventory. A payload that lies elsewhere now is in both. */
export interface InventoryDelta {
  readonly removed: Inventory;
  readonly added: Inventory;
}

/** The inventory may stand on deltas of as many lines together, however small its base is. */
const linesAlways = 1000;
const shareOfBase = 1 / 4;
const baseMs = 7 * 24 * 60 * 60 * 1000;

/** How many lines the text of a delta has. */
export function linesOf({ removed, added }: InventoryDelta): number {
  return removed.payloads + added.payloads;
}

/** From `before` to `now`. */
export function inventoryDelta(before: Inventory, now: Inventory): InventoryDelta {
  const removed = new InventoryBuilder();
  const added = new InventoryBuilder();
  let [old, present] = [0, 0];
  while (old < before.payloads || present < now.payloads) {
    const order = orderOf(before, old, now, present);
    if (order < 0 || (order === 0 && !before.liesAsIn(old, now, present))) before.addTo(removed, old);
    if (order > 0 || (order === 0 && !before.liesAsIn(old, now, present))) now.addTo(added, present);
    if (order <= 0) old += 1;
    if (order >= 0) present += 1;
  }
  return { removed: removed.build(), added: added.build() };
}

/**
 * `base` after `delta`; the other way round with what it removed and added exchanged.
 * @param part what a violation names. @throws VaultError `integrity-violated` when it is not a delta of this inventory.
 */
export function applyDelta(base: Inventory, { removed, added }: InventoryDelta, part: string): Inventory {
  const result = new InventoryBuilder();
  let [old, gone, come] = [0, 0, 0];
  const addBefore = (index: number) => {
    for (; come < added.payloads && orderOf(added, come, base, index) < 0; come += 1) added.addTo(result, come);
  };
  for (; old < base.payloads; old += 1) {
    addBefore(old);
    const isRemoved = gone < removed.payloads && removed.compare(gone, base, old) === 0;
    if (isRemoved) {
      if (!removed.liesAsIn(gone, base, old)) throw violated(part, 'takes away what lies elsewhere');
      gone += 1;
    } else {
      if (come < added.payloads && added.compare(come, base, old) === 0) throw violated(part, 'adds what is there');
      base.addTo(result, old);
    }
  }
  addBefore(old);
  if (gone < removed.payloads) throw violated(part, 'takes away what is not there');
  return result.build();
}

/**
 * One delta that does what `first` and then `second` do, as far as they show; the rest shows when it is applied.
 * @param part of `second`, what a violation names. @throws VaultError `integrity-violated` when `second` is not a delta of what
 * `first` makes.
 */
export function joinDeltas(first: InventoryDelta, second: InventoryDelta, part: string): InventoryDelta {
  const sources = [first.removed, first.added, second.removed, second.added] as const;
  const next = [0, 0, 0, 0];
  const removed = new InventoryBuilder();
  const added = new InventoryBuilder();
  for (;;) {
    // Which of the four have the least of the hashes that are left.
    const [gone, come, goneThen, comeThen] = leastOf(sources, next);
    if (gone === null && come === null && goneThen === null && comeThen === null) break;
    const isThere = come !== null && goneThen === null;
    if (goneThen !== null && come !== null && !second.removed.liesAsIn(goneThen, first.added, come)) {
      throw violated(part, 'takes away what lies elsewhere');
    }
    if (goneThen !== null && come === null && gone !== null) throw violated(part, 'takes away what is not there');
    if (comeThen !== null && isThere) throw violated(part, 'adds what is there');
    if (gone !== null) first.removed.addTo(removed, gone);
    else if (goneThen !== null && come === null) second.removed.addTo(removed, goneThen);
    if (comeThen !== null) second.added.addTo(added, comeThen);
    else if (isThere) first.added.addTo(added, come);
  }
  return { removed: removed.build(), added: added.build() };
}

/** Of each the index at `next` where its hash is the least of all, and null elsewhere; those are passed. */
function leastOf(sources: readonly [Inventory, Inventory, Inventory, Inventory], next: number[]) {
  let least = 0;
  for (let source = 1; source < sources.length; source += 1) {
    if (compareNext(sources, next, source, least) < 0) least = source;
  }
  const isLeast = sources.map((_, source) => compareNext(sources, next, source, least) === 0);
  const take = (source: number): number | null => {
    const at = next[source] ?? 0;
    if (isLeast[source] !== true || at >= (sources[source]?.payloads ?? 0)) return null;
    next[source] = at + 1;
    return at;
  };
  return [take(0), take(1), take(2), take(3)] as const;
}

function compareNext(sources: readonly Inventory[], next: readonly number[], one: number, other: number): number {
  const [mine, theirs] = [sources[one], sources[other]];
  return mine && theirs ? orderOf(mine, next[one] ?? 0, theirs, next[other] ?? 0) : 0;
}

/** What an inventory would be a delta to. */
export interface InventoryBase {
  readonly baseLines: number;
  /** When the snapshot with the base was made (ms UTC). */
  readonly baseAt: number;
  /** Of all deltas up to the base, its own included. */
  readonly deltaLines: number;
}

/**
 * Whether the inventory of a snapshot made at `at` is a new base. One that is seven days old has to be followed by another, so
 * that what stands on it does not keep it for longer; one of the future, by a clock that was wrong, as well.
 */
export function isBaseDue({ baseLines, baseAt, deltaLines }: InventoryBase, at: number): boolean {
  if (Math.abs(at - baseAt) >= baseMs) return true;
  return deltaLines >= linesAlways && deltaLines > baseLines * shareOfBase;
}

/** As `Inventory.compare`; what there is comes before what there is no more of. */
function orderOf(one: Inventory, index: number, other: Inventory, otherIndex: number): number {
  if (index >= one.payloads) return otherIndex >= other.payloads ? 0 : 1;
  return otherIndex >= other.payloads ? -1 : one.compare(index, other, otherIndex);
}
