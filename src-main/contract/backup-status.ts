import { z } from 'zod';
import { FindingSchema } from './check.ts';
import { bytes, count, ErrorCodeSchema, timeMs } from './shapes.ts';
import { TargetAbilitiesSchema } from './targets.ts';

/** What is going on with a target. */
const ActivitySchema = z.strictObject({
  what: z.enum(['backup', 'verification']),
  since: timeMs,
  /** In units of the work, as every progress has them; null while they are not known. */
  done: z.number().min(0),
  total: z.number().min(0).nullable(),
});

/** How one target stands. No name but the one that the target was given. */
export const BackupTargetStatusSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** When a run last ended well, also one that found nothing new; null: never yet. */
  goodAt: timeMs.nullable(),
  /** The number of the newest snapshot then. */
  snapshot: count.nullable(),
  /** Since when something has been changed that is not on the target yet; null: nothing is known of. */
  changedAt: timeMs.nullable(),
  activities: z.array(ActivitySchema),
  /** When the next run begins; null while one is under way. */
  nextRunAt: timeMs.nullable(),
  /** The last run when it failed: how many did so in a row, and why. */
  failed: z
    .strictObject({ at: timeMs, inARow: count, code: ErrorCodeSchema, reason: z.string().nullable() })
    .nullable(),
  /** When everything there was last read and compared, by itself or because somebody asked. */
  verifiedAt: timeMs.nullable(),
  /** The room there after the last good run; null when the target does not say, or nobody has asked it yet. */
  space: z.strictObject({ at: timeMs, freeBytes: bytes, totalBytes: bytes }).nullable(),
  /** What the target was last seen to do; null while nobody has tried it. */
  abilities: TargetAbilitiesSchema.extend({ at: timeMs }).nullable(),
  /** What this computer does by itself once a day: what is kept no longer is removed there. */
  pruning: z.strictObject({
    /** When it last ended; null: never yet. */
    at: timeMs.nullable(),
    /**
     * Why nothing, or not all, could go then. `faults`: something is wrong with the backups that the Privacy Officer has not
     * acknowledged. `clocks`: those of the computer and the target differ. `target`: it does not let go.
     */
    heldBy: z.enum(['faults', 'clocks', 'target']).nullable(),
    /** The last time, when it failed. */
    failed: z.strictObject({ at: timeMs, code: ErrorCodeSchema, reason: z.string().nullable() }).nullable(),
  }),
  /**
   * `never`: no run has ended well. `too-old`: none has for two days. `verification-failed`: what lies there is not what was
   * sent, by `findings`. `nearly-full`: less than a tenth of the room there is left, and less than 10 GB.
   */
  alerts: z.array(z.enum(['never', 'too-old', 'verification-failed', 'nearly-full'])),
  findings: z.array(FindingSchema.omit({ about: true }).extend({ at: timeMs })),
});
export type BackupTargetStatus = z.output<typeof BackupTargetStatusSchema>;

/** All targets of this computer. */
export interface BackupStatus {
  readonly targets: readonly BackupTargetStatus[];
}
