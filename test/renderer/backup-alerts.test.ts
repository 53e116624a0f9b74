import { expect, test } from 'vitest';
import { alertsOf } from '../../src-renderer/features/backups/alerts.ts';

type Target = Parameters<typeof alertsOf>[0];

const abilities = { createsOnce: 'atomic', readsRanges: true, locks: false, syncs: true, at: 1 } as const;
const quiet: Target = {
  alerts: [],
  failed: null,
  pruning: { at: 1, heldBy: null, failed: null },
  abilities: { ...abilities, removes: 'refused' },
};
const reasons = (target: Partial<Target>) => alertsOf({ ...quiet, ...target }).map(({ reason }) => reason);

test('a target that is as it should be, and one that nobody has tried yet, raise nothing', () => {
  expect(reasons({})).toEqual([]);
  expect(reasons({ abilities: null })).toEqual([]);
  expect(reasons({ abilities: { ...abilities, removes: 'hidden' } })).toEqual([]);
});

test('the gravest comes first, and what one may leave so last', () => {
  const failed = { at: 1, inARow: 2, code: 'target-full', reason: null } as const;
  const grave = alertsOf({
    alerts: ['nearly-full', 'too-old', 'verification-failed'],
    failed,
    pruning: { at: 1, heldBy: 'faults', failed: null },
    abilities: { ...abilities, removes: 'really' },
  });
  expect(grave).toEqual([
    { reason: 'verification-failed', kind: 'danger' },
    { reason: 'too-old', kind: 'danger' },
    { reason: 'run-failed', kind: 'warning' },
    { reason: 'held-faults', kind: 'danger' },
    { reason: 'nearly-full', kind: 'warning' },
    { reason: 'removes-really', kind: 'info' },
  ]);
});

test('what keeps old backups from going is said, and a target out of reach is said once', () => {
  const failed = { at: 1, code: 'target-unreachable', reason: null } as const;
  const of = (pruning: Partial<Target['pruning']>) => ({ pruning: { ...quiet.pruning, ...pruning } });
  expect(reasons(of({ heldBy: 'clocks' }))).toEqual(['held-clocks']);
  expect(reasons(of({ heldBy: 'target' }))).toEqual(['held-target']);
  expect(reasons(of({ failed }))).toEqual(['pruning-failed']);
  expect(reasons({ ...of({ failed }), failed: { ...failed, inARow: 1 } })).toEqual(['run-failed']);
});
