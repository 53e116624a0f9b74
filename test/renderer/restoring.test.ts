import { describe, expect, test } from 'vitest';
import { kitText, linesIn } from '../../src-renderer/features/kit/kit-text.ts';
import { emptyKit, kitTyped } from '../../src-renderer/features/kit/TypedKit.tsx';
import { ageOf, isTypedAge } from '../../src-renderer/features/restore/age.ts';
import { momentsOf, usualMoments } from '../../src-renderer/features/restore/moments.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 22, 12);

describe('how old a moment is', () => {
  test('is said in hours below two days, then in whole days, and never as nothing', () => {
    const said = [0, 0.2, 5, 47, 48, 71, 24 * 9].map((hours) => {
      const { unit, count } = ageOf(now - hours * hourMs, now);
      return `${count} ${unit}`;
    });
    expect(said).toEqual(['1 hours', '1 hours', '5 hours', '47 hours', '2 days', '2 days', '9 days']);
    expect(ageOf(now + hourMs, now)).toEqual({ unit: 'hours', count: 1 });
  });

  test('is typed over with its unit or without, and as nothing else', () => {
    const age = { unit: 'days', count: 9 } as const;
    for (const right of ['9 dagen', ' 9  Dagen ', '9']) expect(isTypedAge(right, age, '9 dagen'), right).toBe(true);
    for (const wrong of ['', '9 uur', '19', '8 dagen', 'dagen']) expect(isTypedAge(wrong, age, '9 dagen')).toBe(false);
  });
});

describe('the moments that one chooses from', () => {
  const snapshot = (at: number, isWhole = true) => ({
    id: `c-${at}`,
    number: 1,
    at,
    state: 'open' as const,
    documents: 1,
    bytes: 1,
    isWhole,
  });
  const listing = (snapshotsOf: Readonly<Record<string, readonly ReturnType<typeof snapshot>[]>>) => ({
    writers: Object.entries(snapshotsOf).map(([computer, snapshots]) => ({
      computer,
      isVouchedFor: true,
      lastSignAt: now,
      isStale: false,
      snapshots: [...snapshots],
    })),
    findings: [],
  });

  test('are those of all computers, newest first', () => {
    const listed = listing({ a: [snapshot(now), snapshot(now - 2 * hourMs)], b: [snapshot(now - hourMs)] });
    expect(momentsOf(listed, null).map(({ computer, at }) => [computer, (now - at) / hourMs])).toEqual([
      ['a', 0],
      ['b', 1],
      ['a', 2],
    ]);
  });

  test('are the newest eight, and one of each day before', () => {
    const hours = Array.from({ length: 72 }, (_, hour) => snapshot(now - hour * hourMs));
    const moments = momentsOf(listing({ a: hours }), null);
    const usual = usualMoments(moments);
    expect(usual.slice(0, 8)).toEqual(moments.slice(0, 8));
    expect(usual.slice(8).map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
    ]);
  });

  const listed = listing({ a: [snapshot(300), snapshot(200), snapshot(100, false)] });
  const standings = (...given: Parameters<typeof momentsOf>) => momentsOf(...given).map(({ standing }) => standing);
  const nobodyKnows = ['unverified', 'unverified', 'bad'];

  test('are good when all was verified since, bad when they are not whole, else nobody knows', () => {
    expect(standings(listed, { verifiedAt: 250, alerts: [] })).toEqual(['unverified', 'good', 'bad']);
    expect(standings(listed, { verifiedAt: null, alerts: [] })).toEqual(nobodyKnows);
    expect(standings(listed, null)).toEqual(nobodyKnows);
  });

  test('are not good where something is not as it was written', () => {
    const finding = { part: 'snapshots', problem: 'missing', what: 'gone', about: null } as const;
    expect(standings(listed, { verifiedAt: 250, alerts: ['verification-failed'] })).toEqual(nobodyKnows);
    expect(standings({ ...listed, findings: [finding] }, { verifiedAt: 250, alerts: [] })).toEqual(nobodyKnows);
  });
});

describe('a recovery key as it is given', () => {
  const whole = { vault: '0'.repeat(32), root: `${'A'.repeat(43)}=`, key: 'AGE-SECRET-KEY-PQ-1QQQQ' };

  test('is whole in the code of its paper, and read from there as it was', () => {
    const text = kitText(whole) ?? '';
    expect(linesIn(text)).toEqual(whole);
    expect(linesIn(text.replaceAll('\n', '\r\n'))).toEqual(whole);
  });

  test('may be typed in groups and lines; the number of the vault may be known', () => {
    const lines = { ...emptyKit, root: ` ${whole.root} `, key: 'AGE-SECRET- KEY-PQ-1\nQQ QQ' };
    expect(kitText(kitTyped(lines, whole.vault))).toBe(kitText(whole));
    expect(kitText(kitTyped(lines, null))).toBeNull();
  });

  test('as a scanner typed it counts before what stands beside it', () => {
    const lines = { vault: 'other', root: 'other', key: kitText(whole) ?? '' };
    expect(kitTyped(lines, 'another')).toEqual(whole);
  });
});
