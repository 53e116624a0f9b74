import { type Day, daysBetween } from './calendar.ts';
import type { TaskBody } from './task-body.ts';

/** How an open task stands on a day; `closed` for one that is not open. */
export type Standing = 'later' | 'coming' | 'today' | 'overdue' | 'escalated' | 'closed';

/** What `body` says of an open task on the day `today`: nothing of it is stored. */
export function standingOf(
  { due, remindDays, escalateDays }: Pick<TaskBody, 'due' | 'remindDays' | 'escalateDays'>,
  today: Day,
): Standing {
  if (due === null) return 'later';
  const late = daysBetween(due, today);
  if (escalateDays !== null && late >= escalateDays) return 'escalated';
  if (late > 0) return 'overdue';
  if (late === 0) return 'today';
  return remindDays !== null && -late <= remindDays ? 'coming' : 'later';
}
