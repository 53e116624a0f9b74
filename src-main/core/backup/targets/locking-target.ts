import type { Target } from '../../ports/target.ts';
import type { RetentionRules } from '../prune/retention-rules.ts';
import { withCreate } from '../streams/with-create.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Until when what is needed now is locked (ms UTC): for as long as a backup of now may be kept. */
export const lockedUntil = (now: number, { oldestDays }: RetentionRules): number => now + oldestDays * dayMs;

/** A target that locks: what is created there nobody may remove before `until`; for the rest it is `target` itself. */
export function lockingTarget(target: Target, until: () => number): Target {
  const create: Target['create'] = (name, content, signal) =>
    target.create(name, { ...content, bytes: () => content.bytes(), lockedUntil: until() }, signal);
  return {
    ...withCreate(target, create),
    lock: async (name, at, signal) => await target.lock?.(name, at, signal),
  };
}
