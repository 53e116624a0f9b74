import { expect, test } from 'vitest';
import { dayOf } from '../../src-renderer/ui/DayInput/DayInput.tsx';

test('a day is understood as Dutch people type it', () => {
  expect(dayOf('20-11-2026')).toBe('2026-11-20');
  expect(dayOf(' 3-1-2027 ')).toBe('2027-01-03');
  expect(dayOf('3/1/2027')).toBe('2027-01-03');
  expect(dayOf('3.1.2027')).toBe('2027-01-03');
  expect(dayOf('03-01-27')).toBe('2027-01-03');
  expect(dayOf('2027-01-03')).toBe('2027-01-03');
  expect(dayOf('3-1')).toBe(`${new Date().getFullYear()}-01-03`);
});

test('what is no day of the calendar is none', () => {
  expect(['31-2-2027', 'morgen', '', '13-13-2026'].map(dayOf)).toEqual([null, null, null, null]);
});
