import type { BackupTargetStatus } from '../../../contract/backup-status.ts';
import { nextRun, type VaultNow } from '../engine/schedule.ts';
import type { Pruned } from '../prune/prune-state.ts';
import { findingsOf, historyOf, type TargetState } from './target-state.ts';
import type { TargetTraits } from './target-traits.ts';

const tooOldMs = 2 * 24 * 60 * 60 * 1000;
const littleRoomBytes = 10e9;

/** A target of this computer, by the settings. */
export interface NamedTarget {
  readonly id: string;
  readonly name: string;
}

/** What only the engine knows; where there is none, nobody does. */
export interface LaneNow extends VaultNow {
  readonly activities: BackupTargetStatus['activities'];
  readonly nextRunAt: number | null;
}

/** How a target stands, for whoever looks after backups. */
export function targetStatus(
  { id, name }: NamedTarget,
  state: TargetState,
  { changedAt, activities, nextRunAt }: Omit<LaneNow, 'isOpen'>,
  now: number,
): BackupTargetStatus {
  const { good, failed, verified, traits, pruned } = state;
  return {
    id,
    name,
    goodAt: good?.at ?? null,
    snapshot: good?.number ?? null,
    changedAt,
    activities,
    nextRunAt,
    failed: failed && { at: failed.at, inARow: failed.inARow, code: failed.code, reason: failed.reason },
    verifiedAt: verified?.done?.at ?? null,
    space: traits.space,
    abilities: traits.abilities,
    pruning: { at: pruned?.done?.at ?? null, heldBy: heldBy(pruned), failed: pruned?.failed ?? null },
    alerts: alertsOf(state, now),
    findings: findingsOf(state),
  };
}

/** Without an engine: what would be due if there were one, and nobody signed in. */
export function restingStatus(
  target: NamedTarget,
  state: TargetState,
  now: number,
  spread: number,
): BackupTargetStatus {
  const { at } = nextRun(historyOf(state), { changedAt: null, isOpen: false }, now, spread);
  return targetStatus(target, state, { changedAt: null, activities: [], nextRunAt: at }, now);
}

function alertsOf(state: TargetState, now: number): BackupTargetStatus['alerts'] {
  const alerts: BackupTargetStatus['alerts'] = [];
  if (state.good === null) alerts.push('never');
  else if (now - state.good.at > tooOldMs) alerts.push('too-old');
  if (findingsOf(state).length > 0) alerts.push('verification-failed');
  if (isNearlyFull(state.traits)) alerts.push('nearly-full');
  return alerts;
}

/** What kept the last pruning from removing all that nothing needs. */
function heldBy(pruned: Pruned | null): BackupTargetStatus['pruning']['heldBy'] {
  if (!pruned?.done) return null;
  const { faults, doClocksAgree, refused } = pruned.done;
  if (faults.length > 0) return 'faults';
  if (!doClocksAgree) return 'clocks';
  return refused > 0 ? 'target' : null;
}

/** A tenth of a stick is little; of a large disk it is room for years. */
function isNearlyFull({ space }: TargetTraits): boolean {
  return space !== null && space.freeBytes < Math.min(space.totalBytes / 10, littleRoomBytes);
}
