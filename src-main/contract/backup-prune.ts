import { z } from 'zod';
import { NamedTargetSchema, SnapshotStateSchema, TargetErrorSchema, TargetReferenceSchema } from './backup.ts';
import { sessionCall } from './define.ts';
import { bytes, count, timeMs } from './shapes.ts';

const TallySchema = z.strictObject({ files: count, bytes });

/**
 * What stands in the way of removing anything. `missing`: snapshots are gone that were not removed. `twice`: two of one number.
 * `fork`: one that follows another than the one before. `clock`: a time that cannot be. `base`: what one stands on is gone.
 */
const FaultSchema = z.strictObject({
  kind: z.enum(['missing', 'twice', 'fork', 'clock', 'base']),
  /** Numbers of snapshots, from the first to the last. */
  first: count,
  last: count,
});

/** Why a snapshot stays; `frozen`: only because of the faults. */
const KeptBecauseSchema = z.enum(['last', 'recent', 'day', 'week', 'time-unclear', 'stood-on', 'frozen']);

export const pruneCalls = {
  /**
   * For the Privacy Officer and the IT administrator: of the backups of this computer, lists what is kept no longer, and removes
   * what was listed three days ago. Without `target` on all; what goes wrong with one keeps the others from nothing. With
   * `preview` nothing is done, and the same is told. While there are faults, or the clocks differ, nothing goes; of faults the
   * Privacy Officer is told. Progress in files that are removed.
   */
  backupPrune: sessionCall(
    z.strictObject({ target: TargetReferenceSchema.optional(), preview: z.boolean() }),
    z.strictObject({
      targets: z.array(
        z.strictObject({
          target: NamedTargetSchema,
          error: TargetErrorSchema.nullable(),
          /** Null where it went wrong. */
          pruned: z
            .strictObject({
              faults: z.array(FaultSchema),
              /** What the Privacy Officer acknowledges them up to. */
              upTo: count,
              /** By which clock it is what time; nothing goes while these do not agree. */
              clocks: z.strictObject({ computer: timeMs, target: timeMs, agree: z.boolean() }),
              snapshots: z.array(
                z.strictObject({
                  number: count,
                  at: timeMs,
                  state: SnapshotStateSchema,
                  /** Null: it goes. */
                  because: KeptBecauseSchema.nullable(),
                }),
              ),
              listed: TallySchema,
              waiting: TallySchema.extend({ until: timeMs.nullable() }),
              removed: TallySchema,
              /** Of what was removed, what the target keeps for itself all the same. */
              hidden: count,
              /** What the target did not let go. */
              refused: count,
            })
            .nullable(),
        }),
      ),
    }),
  ),
  /**
   * For the Privacy Officer: that she has seen what is wrong with the backups of this computer on a target, up to a number, and
   * that they may be pruned all the same. Logged. @throws `not-found`, those of the target; `invalid-input` for a number that no
   * snapshot has yet.
   */
  backupAcknowledge: sessionCall(
    z.strictObject({ target: TargetReferenceSchema, upTo: count.min(1) }),
    z.strictObject({ target: NamedTargetSchema, upTo: count, faults: z.array(FaultSchema) }),
  ),
};
