import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, daysBetween } from '../../src-main/core/tasks/calendar.ts';
import { followingDay } from '../../src-main/core/tasks/recurrence.ts';
import { dose } from '../support/dose.ts';

const runs = { numRuns: dose(300, 10_000) };
const count = fc.integer({ min: 1, max: 99 });
const day = fc.tuple(
  fc.integer({ min: 1970, max: 2400 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 31 }),
);
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const written = (year: number, month: number, date: number): Day =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
const partsOf = (text: Day) => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  return { year, month, date };
};

describe('a task that comes back', () => {
  test('every so many days or weeks does so after exactly that many days, across any change of the clock', () => {
    const from = day.map(([year, month, date]) => written(year, month, Math.min(date, lastDay(year, month))));
    fc.assert(
      fc.property(from, count, fc.constantFrom('day', 'week'), (due, number, every) => {
        const next = followingDay(due, { every, count: number, anchorDay: 1 });
        expect(daysBetween(due, next ?? '')).toBe(number * (every === 'day' ? 1 : 7));
      }),
      runs,
    );
  });

  test('every so many months stays on its day of the month however often it comes back, a short month excepted', () => {
    fc.assert(
      fc.property(day, count, fc.integer({ min: 1, max: 40 }), ([year, month, anchorDay], number, times) => {
        const recurrence = { every: 'month', count: number, anchorDay } as const;
        let due = written(year, month, Math.min(anchorDay, lastDay(year, month)));
        for (let time = 1; time <= times; time += 1) {
          due = followingDay(due, recurrence) ?? '';
          const expected = year * 12 + month - 1 + number * time;
          const [inYear, inMonth] = [Math.floor(expected / 12), (expected % 12) + 1];
          expect(due).toBe(written(inYear, inMonth, Math.min(anchorDay, lastDay(inYear, inMonth))));
        }
      }),
      runs,
    );
  });

  test('every year on 29 February does so on the last day of February, and on the 29th where there is one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 493, max: 590 }), count, (leap, number) => {
        const from = leap * 4;
        const start = from % 100 === 0 && from % 400 !== 0 ? from + 4 : from;
        const next = followingDay(written(start, 2, 29), { every: 'year', count: number, anchorDay: 29 }) ?? '';
        expect(partsOf(next)).toEqual({ year: start + number, month: 2, date: lastDay(start + number, 2) });
      }),
      runs,
    );
  });

  test('comes back no more after the last day that can be written', () => {
    expect(followingDay('9999-12-31', { every: 'day', count: 1, anchorDay: 31 })).toBeNull();
    expect(followingDay('9999-12-30', { every: 'day', count: 1, anchorDay: 30 })).toBe('9999-12-31');
    expect(followingDay('9990-01-31', { every: 'year', count: 10, anchorDay: 31 })).toBeNull();
  });
});
