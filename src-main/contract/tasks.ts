import { z } from 'zod';
import { sessionCall } from './define.ts';
import { UserReferenceSchema } from './people.ts';
import { id, ReasonSchema, timeMs } from './shapes.ts';

/** A day of the calendar in Europe/Amsterdam, `YYYY-MM-DD`. */
const DaySchema = z.iso.date();

/**
 * Comes back every `count` days, weeks, months or years after the due day, not after the day it was done; `anchorDay` is the
 * day of the month that months and years aim at, of which a shorter month takes its last.
 */
const RecurrenceSchema = z.strictObject({
  every: z.enum(['day', 'week', 'month', 'year']),
  count: z.number().int().min(1).max(99),
  anchorDay: z.number().int().min(1).max(31),
});

/** What a task came from; `ref` is the id of that thing. */
const TaskSourceSchema = z.strictObject({
  kind: z.enum(['manual', 'leaver', 'kit-check', 'access-review', 'backup-fault', 'drill']),
  ref: z.string().max(100).nullable(),
});

/** What somebody decides about a task. */
const TaskFieldsSchema = z.strictObject({
  title: z.string().trim().min(1).max(300),
  text: z.string().max(20_000),
  /** By id or name; whoever works here. */
  owner: UserReferenceSchema,
  due: DaySchema.nullable(),
  /** Days before `due` from which on it is shown as coming; null: not before. */
  remindDays: z.number().int().min(0).max(365).nullable(),
  recurrence: RecurrenceSchema.nullable(),
  /** Days after `due` from which on the Privacy Officer sees it too; null: never. */
  escalateDays: z.number().int().min(0).max(365).nullable(),
});

const TaskStateSchema = z.enum(['open', 'done', 'cancelled']);

const TaskSchema = TaskFieldsSchema.extend({
  id,
  /** The title, as lists have it. */
  name: z.string(),
  owner: id,
  ownerName: z.string(),
  madeBy: id,
  madeByName: z.string(),
  madeAt: timeMs,
  state: TaskStateSchema,
  doneAt: timeMs.nullable(),
  doneBy: id.nullable(),
  doneByName: z.string().nullable(),
  source: TaskSourceSchema,
  /** How it stands today: computed from the clock, never stored. */
  standing: z.enum(['later', 'coming', 'today', 'overdue', 'escalated', 'closed']),
});
export type Task = z.output<typeof TaskSchema>;

/**
 * Work with an owner and a day. A task lies where its owner and the Privacy Officer can read it and nobody else. Whoever
 * owns it may do it; its maker's wishes (title, owner, day) are changed by the Privacy Officer, or by the owner of a task
 * that she made for herself.
 */
export const taskCalls = {
  /** `all` is the Privacy Officer's. Open ones by day, closed ones by the time they were closed, newest first. */
  taskList: sessionCall(
    z.strictObject({ scope: z.enum(['mine', 'all']), state: z.enum(['open', 'closed']) }),
    z.array(TaskSchema),
  ),
  /** For oneself; for others only the Privacy Officer. */
  taskAdd: sessionCall(TaskFieldsSchema.extend({ source: TaskSourceSchema.optional() }), TaskSchema),
  taskChange: sessionCall(TaskFieldsSchema.extend({ id }), TaskSchema),
  /** Done; of one that comes back the next is made in the same step and given back. */
  taskDone: sessionCall(z.strictObject({ id }), z.strictObject({ next: TaskSchema.nullable() })),
  /** Open again; the next one that was made of it, while still untouched, is withdrawn. */
  taskReopen: sessionCall(z.strictObject({ id }), TaskSchema),
  taskCancel: sessionCall(z.strictObject({ id, reason: ReasonSchema }), z.strictObject({})),
};
