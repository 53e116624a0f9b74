import { z } from 'zod';
import { restoreCalls, SnapshotReferenceSchema } from '../restore.ts';
import { ChosenTargetSchema, targetErrors } from './backups.ts';
import { windowCall } from './define.ts';
import { handle, nothing } from './shapes.ts';

const { restoreExamine, restoreList, restoreRequest, restoreVault, restoreVaults, restoreVerify } = restoreCalls;

/** A recovery key that stays in the shell, and what may be shown of it. */
const RecoveryKeySchema = z.strictObject({
  handle,
  /** Of its file; null for one that was typed or scanned. */
  name: z.string().nullable(),
  vault: z.string(),
  rootFingerprint: z.string(),
});

/** What opens a backup, by what `recoveryKey…` or `restoreTicketChoose` gave. */
const by = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recovery-key'), handle }),
  z.strictObject({ kind: z.literal('ticket'), handle }),
]);
const anybody = { caller: 'anybody' } as const;
const reading = { ...anybody, errors: targetErrors } as const;

/**
 * Getting a vault back where none is: nobody is signed in. Recovery keys, tickets, folders and what signs in to a server stay in
 * the shell under handles, which mean nothing after half an hour.
 */
export const restoreWindowCalls = {
  /** @param typed the text of a recovery key as typed over, or read from its code. */
  recoveryKeyTyped: windowCall(z.strictObject({ typed: z.string().min(1).max(20_000) }), RecoveryKeySchema, anybody),
  /** The digital locker file, by a dialog. Null when it was cancelled. */
  recoveryKeyChoose: windowCall(nothing, RecoveryKeySchema.nullable(), anybody),
  /** A picture or PDF that shows the code of a recovery key, by a dialog: taken apart in the page, which is closed in for it. */
  recoveryKeyPicture: windowCall(nothing, z.strictObject({ name: z.string(), bytes: z.base64() }).nullable(), anybody),
  /** Null when it was cancelled. */
  restoreTicketChoose: windowCall(nothing, RecoveryKeySchema.nullable(), anybody),
  /** Reaches the place where backups lie, and tells of which vaults there are any. */
  restoreConnect: windowCall(ChosenTargetSchema, restoreVaults.output.extend({ source: handle }), reading),
  restoreMoments: windowCall(z.strictObject({ source: handle, key: handle }), restoreList.output, reading),
  /** Reads all that lies there, and compares it with what was signed. */
  restoreVerify: windowCall(z.strictObject({ source: handle, key: handle }), restoreVerify.output, reading),
  /** A folder for the vault, by a dialog. Null when it was cancelled. */
  restoreChoosePlace: windowCall(
    nothing,
    z
      .strictObject({
        handle,
        label: z.string(),
        /** There is a vault, which would be set aside. */
        isVault: z.boolean(),
        /** Nothing is there, or what an earlier try has left. */
        isFree: z.boolean(),
      })
      .nullable(),
    anybody,
  ),
  /** What can be said before anything is written. */
  restoreVerdict: windowCall(
    z.strictObject({ source: handle, by, snapshot: SnapshotReferenceSchema.nullable() }),
    restoreExamine.output,
    reading,
  ),
  /**
   * @param place what `restoreChoosePlace` gave. @param snapshot the hash of a verdict. When it is cancelled nothing stays of it;
   * when the program ends, the next try goes on.
   */
  restoreRun: windowCall(
    z.strictObject({
      source: handle,
      by,
      snapshot: z.string().length(64),
      place: handle,
      inPlace: z.boolean(),
      acceptFindings: z.boolean(),
    }),
    restoreVault.output.extend({
      restored: restoreVault.output.shape.restored.unwrap().omit({ folder: true }).nullable(),
    }),
    { ...anybody, errors: [...targetErrors, 'vault-exists', 'vault-in-use', 'recovery-key-wrong-vault'] },
  ),
  /** A key for one restore here, and the request for a ticket to it, where the user says. Null when it was cancelled. */
  restoreRequestSave: windowCall(
    restoreRequest.input.omit({ outPath: true }),
    z.strictObject({ saved: z.string(), fingerprint: z.string() }).nullable(),
    { ...anybody, errors: ['file-exists'] },
  ),
};
