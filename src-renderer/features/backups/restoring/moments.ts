import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';

type Listed = WindowOutput<'backupMoments'>;
type Status = WindowOutput<'backupStatus'>['targets'][number];

/** How far one can rely on a backup: `good` was read as a whole and found as it was written. */
export type MomentState = 'good' | 'unverified' | 'bad';

/** A backup as one chooses it. */
export interface Moment {
  readonly id: string;
  readonly computer: string;
  /** ms UTC. */
  readonly at: number;
  readonly documents: number;
  readonly bytes: number;
  readonly state: MomentState;
}

/**
 * What could be restored from a target, newest first. @param status how the target stands: when everything there was last verified.
 */
export function momentsOf(
  { writers, findings }: Pick<Listed, 'writers' | 'findings'>,
  { verifiedAt, alerts }: Pick<Status, 'verifiedAt' | 'alerts'>,
): readonly Moment[] {
  const isClean = findings.length === 0 && !alerts.includes('verification-failed');
  const verifiedUpTo = isClean ? verifiedAt : null;
  return writers
    .flatMap(({ computer, isVouchedFor, snapshots }) =>
      snapshots.map(({ id, at, documents, bytes, isWhole }): Moment => {
        const isVerified = verifiedUpTo !== null && at <= verifiedUpTo;
        const state = !isWhole || !isVouchedFor ? 'bad' : isVerified ? 'good' : 'unverified';
        return { id, computer, at, documents, bytes, state };
      }),
    )
    .toSorted((a, b) => b.at - a.at);
}
