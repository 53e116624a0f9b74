import type { WindowOutput } from '../../src-main/contract/window/calls.ts';

const hourMs = 60 * 60_000;
/** A night without the disk is no news; three days are. */
const oldAfterMs = 26 * hourMs;
const staleAfterMs = 72 * hourMs;

export interface BackupAge {
  /** `old`: act before long; `stale`: nobody should rely on it; `untrusted`: nor on what lies there. */
  readonly kind: 'fresh' | 'old' | 'stale' | 'untrusted';
  /** When the newest good backup of all targets was made, in ms UTC; null: there is none. */
  readonly goodAt: number | null;
  readonly isRunning: boolean;
}

/** How safe the office's work is: by the newest good backup on any target. A place whose backups do not verify counts for none. */
export function newestBackup(
  targets: readonly Pick<WindowOutput<'backupStatus'>['targets'][number], 'goodAt' | 'alerts' | 'activities'>[],
  now: number,
): BackupAge {
  const good = targets
    .filter(({ alerts }) => !alerts.includes('verification-failed'))
    .flatMap(({ goodAt }) => (goodAt === null ? [] : [goodAt]));
  const goodAt = good.length === 0 ? null : Math.max(...good);
  const isRunning = targets.some(({ activities }) => activities.some(({ what }) => what === 'backup'));
  if (goodAt === null) {
    const isUntrusted = targets.some(({ alerts }) => alerts.includes('verification-failed'));
    return { kind: isUntrusted ? 'untrusted' : targets.length === 0 ? 'fresh' : 'old', goodAt, isRunning };
  }
  const age = now - goodAt;
  return { kind: age > staleAfterMs ? 'stale' : age > oldAfterMs ? 'old' : 'fresh', goodAt, isRunning };
}
