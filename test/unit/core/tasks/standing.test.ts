import { expect, test } from 'vitest';
import { amsterdamDay } from '../../../../src-main/core/tasks/calendar.ts';
import { standingOf } from '../../../../src-main/core/tasks/standing.ts';

const due = '2026-03-31';
const task = { due, remindDays: 7, escalateDays: 3 };

test('the day in the office begins at midnight in Amsterdam, in summer and in winter', () => {
  expect(amsterdamDay(Date.UTC(2026, 6, 1, 21, 59))).toBe('2026-07-01');
  expect(amsterdamDay(Date.UTC(2026, 6, 1, 22, 0))).toBe('2026-07-02');
  expect(amsterdamDay(Date.UTC(2026, 0, 1, 22, 59))).toBe('2026-01-01');
  expect(amsterdamDay(Date.UTC(2026, 0, 1, 23, 0))).toBe('2026-01-02');
});

test.each([
  ['2026-03-23', 'later'],
  ['2026-03-24', 'coming'],
  ['2026-03-30', 'coming'],
  ['2026-03-31', 'today'],
  ['2026-04-01', 'overdue'],
  ['2026-04-02', 'overdue'],
  ['2026-04-03', 'escalated'],
  ['2027-01-01', 'escalated'],
])('on %s a task of 31 March with a reminder of a week and three days of grace is %s', (today, standing) => {
  expect(standingOf(task, today)).toBe(standing);
});

test('without a reminder a task is not coming, without an end of grace it is never escalated', () => {
  const bare = { due, remindDays: null, escalateDays: null };
  expect(standingOf(bare, '2026-03-30')).toBe('later');
  expect(standingOf(bare, '2030-03-30')).toBe('overdue');
});

test('without a day a task is for later, whatever else it says', () => {
  expect(standingOf({ due: null, remindDays: 3, escalateDays: 0 }, '2030-01-01')).toBe('later');
});

test('a task without any grace is escalated on its own day', () => {
  expect(standingOf({ due, remindDays: null, escalateDays: 0 }, due)).toBe('escalated');
});
