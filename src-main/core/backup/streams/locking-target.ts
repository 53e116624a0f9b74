import type { Target } from '../../ports/target.ts';
import type { RetentionRules } from '../prune/retention-rules.ts';
import { withCreate } from './with-create.ts';

const hourMs = 60 * 60 * 1000;

/**
 * A target on which what is created may be removed by nobody, where it can do that and is told to, for as long as a snapshot of now
 * may be kept: nothing would be removed before by pruning either.
 * @param now ms UTC.
 */
export function lockingTarget(target: Target, { oldestDays, garbageHours }: RetentionRules, now: number): Target {
  const lockedUntil = now + (oldestDays * 24 + garbageHours) * hourMs;
  return withCreate(target, (name, content, signal) => target.create(name, { ...content, lockedUntil }, signal));
}
