import type { Target } from '../../ports/target.ts';
import type { RetentionRules } from '../prune/retention-rules.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Until when what is needed now is locked (ms UTC): for as long as a backup of now may be kept. */
export const lockedUntil = (now: number, { oldestDays }: RetentionRules): number => now + oldestDays * dayMs;

/** A target that locks: what is created there nobody may remove before `until`; for the rest it is `target` itself. */
export function lockingTarget(target: Target, until: () => number): Target {
  return {
    create: (name, { sizeBytes, sha256, ...content }, signal) =>
      target.create(name, { sizeBytes, sha256, lockedUntil: until(), bytes: () => content.bytes() }, signal),
    size: (name, signal) => target.size(name, signal),
    read: (name, range, signal) => target.read(name, range, signal),
    list: (below, signal) => target.list(below, signal),
    remove: (name, signal) => target.remove(name, signal),
    removeUnfinished: (below, olderThan, signal) => target.removeUnfinished(below, olderThan, signal),
    now: (signal) => target.now(signal),
    space: (signal) => target.space(signal),
    probe: (signal) => target.probe(signal),
    lock: async (name, at, signal) => await target.lock?.(name, at, signal),
    close: () => target.close(),
  };
}
