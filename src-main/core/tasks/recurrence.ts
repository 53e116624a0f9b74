import { type Day, dayAfter, dayMonthsLater } from './calendar.ts';
import type { Recurrence } from './task-body.ts';

/**
 * The day that a task comes back on, counted from the day that it was due (docs/formats.md section 12).
 * @returns null when nothing follows.
 */
export function followingDay(due: Day, { every, count, anchorDay }: Recurrence): Day | null {
  if (every === 'day') return dayAfter(due, count);
  if (every === 'week') return dayAfter(due, count * 7);
  return dayMonthsLater(due, every === 'month' ? count : count * 12, anchorDay);
}
