import { z } from 'zod';
import { TargetReferenceSchema } from '../backup.ts';
import { drillCalls } from '../drill.ts';
import { restoreCalls, SnapshotReferenceSchema } from '../restore.ts';
import { targetErrors } from './backups.ts';
import { windowCall } from './define.ts';
import { handle, nothing } from './shapes.ts';

const { drillRun } = drillCalls;
const { restoreList } = restoreCalls;
/** Where the backups lie: at a target of this computer, or at another place, by what `restoreConnect` gave. */
const from = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('target'), target: TargetReferenceSchema }),
  z.strictObject({ by: z.literal('place'), source: handle }),
]);
const officer = { caller: 'officer' } as const;

/** The Privacy Officer's restore test: the recovery key and the place of the report stay in the shell under handles. */
export const drillWindowCalls = {
  /** The moments that lie there, of a vault that this computer knows. */
  drillMoments: windowCall(z.strictObject({ from }), restoreList.output, { ...officer, errors: targetErrors }),
  /** A new file for the report, by a dialog. Null when it was cancelled. */
  drillChooseReport: windowCall(nothing, z.strictObject({ handle, name: z.string() }).nullable(), officer),
  /** Of a moment that `backupMoments` names. @param key what `recoveryKey…` gave. @param report what `drillChooseReport` gave. */
  drillRun: windowCall(
    z.strictObject({
      from,
      snapshot: SnapshotReferenceSchema,
      key: handle,
      report: handle,
      language: drillRun.input.shape.language,
    }),
    drillRun.output.extend({ report: z.strictObject({ file: z.string(), signature: z.string() }) }),
    {
      ...officer,
      changes: ['log', 'tasks'],
      errors: [...targetErrors, 'recovery-key-wrong-vault', 'file-exists', 'vault-in-use'],
    },
  ),
};
