import { z } from 'zod';
import { FindingSchema } from './check.ts';
import { sessionCall, sessionlessCall } from './define.ts';
import { KitTextSchema, SnapshotReferenceSchema, SourceSchema } from './restore.ts';
import { bytes, count, id, LanguageSchema, PathSchema, timeMs } from './shapes.ts';

const durationMs = z.number().int().min(0);

/** Beside the vault that is worked in: what is as it was in the backup, what was written anew since, and what is gone. */
const TallySchema = z.strictObject({ same: count, changed: count, gone: count });

/** What came of a drill: numbers, and no name of a client. */
const DrillResultSchema = z.strictObject({
  /** Nothing was found that is not as it was; files that do not belong there are told of, and stand in no way. */
  passed: z.boolean(),
  startedAt: timeMs,
  endedAt: timeMs,
  /** Where the backup lies, as it is called. */
  target: z.string(),
  snapshot: z.strictObject({ id, number: count, at: timeMs, documents: count, bytes }),
  /** The computer that made the backup has been silent since: backups that were cut off would look the same. */
  isStale: z.boolean(),
  /** What lies there, in its place and length, of all backups together. */
  repository: z.strictObject({ snapshots: count, files: count, bytes }),
  /** Until the restored vault had been opened; null where it did not come so far. */
  restoreMs: durationMs.nullable(),
  /** What was opened and is what was signed; null where it did not come so far. `documents` and `archived` are versions. */
  proved: z
    .strictObject({
      documents: count,
      archived: count,
      bytes,
      records: count,
      pages: count,
      keys: count,
      accessLists: count,
      people: count,
      entries: count,
    })
    .nullable(),
  beside: z.strictObject({ documents: TallySchema, records: TallySchema, entriesSince: count }).nullable(),
  findings: z.array(FindingSchema.omit({ about: true })),
});
export type DrillResult = z.output<typeof DrillResultSchema>;

export const drillCalls = {
  /**
   * For the Privacy Officer, with the recovery key: restores a backup as a trial, into a folder that goes again, and compares it
   * with what was signed and with this vault. Writes the report (DOCX) and, beside it, her signature under it (`.sig`), and tells
   * the log; one that passed has done the task. A backup that is not as it was is a result, with a report, and no error. Progress
   * in bytes.
   * @throws those of the target; `recovery-key-wrong-vault`, `invalid-input`; `not-found` reason `snapshot`; `file-exists`;
   * `disk-full`; `vault-in-use` reason `drill-running`.
   */
  drillRun: sessionCall(
    z.strictObject({
      source: SourceSchema,
      snapshot: SnapshotReferenceSchema,
      kitText: KitTextSchema,
      /** Of the report; its signature has `.sig` behind it. */
      outPath: PathSchema,
      /** Also where one of the two is there already. */
      overwrite: z.boolean(),
      language: LanguageSchema,
    }),
    DrillResultSchema.extend({
      report: z.strictObject({ file: z.string(), signature: z.string(), sha256: z.string() }),
    }),
  ),
  /**
   * Whether a report is the one that the Privacy Officer signed. Its root is that of the recovery key file, or the one that this
   * account has pinned. @throws `file-unreadable`; `invalid-input` reason `no-such-root`; `keychain-missing`.
   */
  drillVerify: sessionlessCall(
    z.strictObject({ report: PathSchema, signature: PathSchema.nullable(), kitText: KitTextSchema.nullable() }),
    z.strictObject({
      sha256: z.string(),
      /** `report`: another file than was signed; `signature`: not by a Privacy Officer of this vault. */
      problem: z.enum(['report', 'signature']).nullable(),
      /** null where there is a problem. */
      signed: z
        .strictObject({
          vault: id,
          user: id,
          at: timeMs,
          passed: z.boolean(),
          snapshot: z.strictObject({ id, number: count }),
          /** The last entry of the log when it was signed; the one that tells of it comes behind. */
          position: count,
        })
        .nullable(),
    }),
  ),
};
