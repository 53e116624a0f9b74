import { expect, test } from 'vitest';
import { momentsOf } from '../../src-renderer/features/backups/restoring/moments.ts';

type Listed = Parameters<typeof momentsOf>[0];

const snapshot = (number: number, at: number, isWhole = true): Listed['writers'][number]['snapshots'][number] => {
  return { id: `c-${number}`, number, at, state: 'open', documents: 3, bytes: 10, isWhole };
};
const writer = { computer: 'c', isVouchedFor: true, lastSignAt: 9, isStale: false };
const listed: Listed = {
  writers: [{ ...writer, snapshots: [snapshot(3, 300), snapshot(2, 200), snapshot(1, 100, false)] }],
  findings: [],
};
const states = (of: Listed, status: Parameters<typeof momentsOf>[1]) =>
  momentsOf(of, status).map(({ id, state }) => `${id} ${state}`);

test('a moment is good when all was verified since, bad when it is not whole, else nobody knows', () => {
  expect(states(listed, { verifiedAt: 250, alerts: [] })).toEqual(['c-3 unverified', 'c-2 good', 'c-1 bad']);
  expect(states(listed, { verifiedAt: null, alerts: [] })).toEqual(['c-3 unverified', 'c-2 unverified', 'c-1 bad']);
});

test('no moment is good where something is not as it was written', () => {
  const status = { verifiedAt: 250, alerts: [] };
  const finding = { part: 'snapshots', problem: 'missing', what: 'gone', about: null } as const;
  const none = ['c-3 unverified', 'c-2 unverified', 'c-1 bad'];
  expect(states(listed, { ...status, alerts: ['verification-failed'] })).toEqual(none);
  expect(states({ ...listed, findings: [finding] }, status)).toEqual(none);
});

test('a computer that nobody vouches for has no moment to go back to; those of several are in the order of their times', () => {
  const stranger = { ...writer, computer: 'd', isVouchedFor: false, snapshots: [{ ...snapshot(1, 150), id: 'd-1' }] };
  const both = { ...listed, writers: [stranger, ...listed.writers] };
  expect(states(both, { verifiedAt: 400, alerts: [] })).toEqual(['c-3 good', 'c-2 good', 'd-1 bad', 'c-1 bad']);
});
