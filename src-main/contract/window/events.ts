import { z } from 'zod';
import { WireErrorSchema } from '../wire.ts';
import { AppearanceSchema, handle } from './shapes.ts';

const count = z.number().min(0);

/** What the shell tells the window unasked. */
export const WindowEventSchema = z.discriminatedUnion('event', [
  /** Something of these subjects may be old on the screen. Says kinds, never ids. */
  z.strictObject({ event: z.literal('changed'), subjects: z.array(z.string()) }),
  /** How far a call is that was given a job: `total` and the estimate are null while they are not known. */
  z.strictObject({
    event: z.literal('job'),
    job: handle,
    call: z.string(),
    done: count,
    total: count.nullable(),
    estimateSeconds: count.nullable(),
  }),
  /** The end of a sealing that was scheduled. */
  z.strictObject({
    event: z.literal('seal'),
    id: handle,
    outcome: z.enum(['sealed', 'cancelled', 'failed']),
    error: WireErrorSchema.nullable(),
  }),
  /** The program locks at this time (ms UTC) unless somebody touches a key or the mouse; null: somebody did. */
  z.strictObject({ event: z.literal('idle-warning'), locksAt: z.number().int().nullable() }),
  /** The archive was closed: the time is over. */
  z.strictObject({ event: z.literal('archive-closed') }),
  /** Chosen in the menu. */
  z.strictObject({
    event: z.literal('command'),
    command: z.enum(['palette', 'settings', 'about', 'shortcuts', 'add-files', 'new', 'find']),
  }),
  /** Another language or theme was chosen, on the page or in the menu. */
  z.strictObject({ event: z.literal('appearance'), appearance: AppearanceSchema }),
]);
export type WindowEvent = z.output<typeof WindowEventSchema>;
