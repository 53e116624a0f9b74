import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';

type Status = WindowOutput<'backupStatus'>['targets'][number];
export type AlertReason =
  | 'verification-failed'
  | 'too-old'
  | 'never'
  | 'run-failed'
  | 'nearly-full'
  | 'held-faults'
  | 'held-clocks'
  | 'held-target'
  | 'pruning-failed'
  | 'removes-really';

export interface Alert {
  readonly reason: AlertReason;
  /** `danger` where nobody should rely on the target; `info` for what one has to know and may leave so. */
  readonly kind: 'danger' | 'warning' | 'info';
}

/** What keeps one from relying on a target, or will, the gravest first. */
export function alertsOf(target: Pick<Status, 'alerts' | 'failed' | 'pruning' | 'abilities'>): readonly Alert[] {
  const { alerts, failed, pruning, abilities } = target;
  const { heldBy } = pruning;
  const all: readonly (Alert & { readonly applies: boolean })[] = [
    { reason: 'verification-failed', kind: 'danger', applies: alerts.includes('verification-failed') },
    { reason: 'too-old', kind: 'danger', applies: alerts.includes('too-old') },
    { reason: 'never', kind: 'warning', applies: alerts.includes('never') },
    { reason: 'run-failed', kind: 'warning', applies: failed !== null },
    { reason: 'held-faults', kind: 'danger', applies: heldBy === 'faults' },
    { reason: 'nearly-full', kind: 'warning', applies: alerts.includes('nearly-full') },
    { reason: 'held-clocks', kind: 'warning', applies: heldBy === 'clocks' },
    { reason: 'held-target', kind: 'warning', applies: heldBy === 'target' },
    { reason: 'pruning-failed', kind: 'warning', applies: pruning.failed !== null && failed === null },
    { reason: 'removes-really', kind: 'info', applies: abilities?.removes === 'really' },
  ];
  return all.flatMap(({ applies, ...alert }) => (applies ? [alert] : []));
}
