import { z } from 'zod';
import { IdSchema, Sha256Schema, TimeSchema } from '../vault/schemas.ts';

const DaysSchema = z.int().min(0).max(365);

const RecurrenceSchema = z.strictObject({
  every: z.enum(['day', 'week', 'month', 'year']),
  count: z.int().min(1).max(99),
  anchorDay: z.int().min(1).max(31),
});
export type Recurrence = z.infer<typeof RecurrenceSchema>;

/** The body of a record of type `task` (docs/formats.md section 12). */
export const TaskBodySchema = z.strictObject({
  title: z.string().min(1).max(300),
  text: z.string().max(20_000),
  due: z.iso.date().nullable(),
  /** Days before `due` from which on it is shown as coming. */
  remindDays: DaysSchema.nullable(),
  recurrence: RecurrenceSchema.nullable(),
  /** Days after `due` from which on the Privacy Officer is shown it too. */
  escalateDays: DaysSchema.nullable(),
  madeBy: IdSchema,
  madeAt: TimeSchema,
  source: z.strictObject({
    kind: z.enum(['manual', 'leaver', 'kit-check', 'access-review', 'backup-fault', 'drill']),
    ref: z.string().max(100).nullable(),
  }),
  /** The task that this one came back from. */
  after: IdSchema.nullable(),
});
export type TaskBody = z.infer<typeof TaskBodySchema>;

/** The body of a record of type `task-state`: a task without one is open. */
export const TaskStateBodySchema = z.strictObject({
  task: IdSchema,
  /** What the task said when it was closed: `hashOfRecord`. One that says something else is open. */
  said: Sha256Schema,
  state: z.enum(['done', 'cancelled']),
  /** The one that was made because this one comes back. */
  next: IdSchema.nullable(),
});
export type TaskStateBody = z.infer<typeof TaskStateBodySchema>;
