import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';

type Listed = WindowOutput<'restoreMoments'>;
type Status = WindowOutput<'backupStatus'>['targets'][number];

/** A backup as one chooses it. */
export interface Moment
  extends Pick<Listed['writers'][number]['snapshots'][number], 'id' | 'at' | 'state' | 'documents' | 'bytes'> {
  readonly computer: string;
  /** How far one can rely on it: `good` was read as a whole and found as it was written; of one that is `bad` something is missing. */
  readonly standing: 'good' | 'unverified' | 'bad';
}

const newestShown = 8;
const dayMs = 24 * 60 * 60_000;

/**
 * All moments of all computers that somebody vouches for, newest first.
 * @param status how the target stands: when everything there was last verified; null where this computer does not know it.
 */
export function momentsOf(
  { writers, findings }: Pick<Listed, 'writers' | 'findings'>,
  status: Pick<Status, 'verifiedAt' | 'alerts'> | null,
): readonly Moment[] {
  const isClean = findings.length === 0 && status?.alerts.includes('verification-failed') === false;
  const verifiedUpTo = isClean ? (status.verifiedAt ?? 0) : 0;
  return writers
    .flatMap(({ computer, snapshots }) =>
      snapshots.map(({ isWhole, ...one }): Moment => {
        const standing = isWhole ? (one.at <= verifiedUpTo ? 'good' : 'unverified') : 'bad';
        return { ...one, computer, standing };
      }),
    )
    .sort((a, b) => b.at - a.at);
}

/** Those that one chooses from as a rule: the newest few, and of each day of 24 hours the newest. @param moments newest first. */
export function usualMoments(moments: readonly Moment[]): readonly Moment[] {
  const days = new Set<number>();
  return moments.filter(({ at }, place) => {
    const day = Math.floor(at / dayMs);
    const isFirst = !days.has(day);
    days.add(day);
    return isFirst || place < newestShown;
  });
}
