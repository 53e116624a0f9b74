import type { WindowInput, WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { dutchDay } from '../../i18n/dutch-days.ts';
import { personSortName } from '../../i18n/sort-name.ts';
import type { Sorting } from '../../ui/DataTable/ordered-rows.ts';

/** One task, as the lists have it. */
export type Task = WindowOutput<'taskList'>[number];
export type Recurrence = NonNullable<Task['recurrence']>;
/** What somebody decides about a task. */
export type TaskFields = Omit<WindowInput<'taskAdd'>, 'source'>;

const millisecondsInDay = 86_400_000;

/** The day that it is in the Netherlands, `YYYY-MM-DD`. */
export const dutchToday = (): string => dutchDay(Date.now());

/** How many days of the calendar lie between two days; negative when the second comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsInDay);

const standings: readonly Task['standing'][] = ['escalated', 'overdue', 'today', 'coming', 'later', 'closed'];

/** By what the columns of the tasks are sorted. */
export const taskSorting: readonly Sorting<Task>[] = [
  { key: 'task', sortBy: ({ name }) => name },
  { key: 'owner', sortBy: ({ ownerName }) => personSortName(ownerName) },
  { key: 'due', sortBy: ({ due }) => due },
  { key: 'closed', sortBy: ({ doneAt, madeAt }) => doneAt ?? madeAt },
  { key: 'standing', sortBy: ({ standing }) => standings.indexOf(standing) },
];

/** Overdue first, then by day; what has no day comes last. */
export const byUrgency = (a: Task, b: Task): number => (a.due ?? '9').localeCompare(b.due ?? '9');
