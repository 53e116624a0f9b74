import { z } from 'zod';
import { TargetReferenceSchema } from '../backup.ts';
import { restoreCalls, SnapshotReferenceSchema } from '../restore.ts';
import { targetErrors } from './backups.ts';
import { windowCall } from './define.ts';
import { handle } from './shapes.ts';

const { restoreDocuments, restoreList, restoreRequestRead, restoreTicket } = restoreCalls;

/** Of a target of this computer the moment that `backupMoments` names so. */
const moment = { target: TargetReferenceSchema, snapshot: SnapshotReferenceSchema };
const errors = ['file-exists', 'recovery-key-wrong-vault', ...targetErrors] as const;

/** What the Privacy Officer takes back from the backups of the vault that she is signed in to, with the recovery key: `key` is what `recoveryKey…` gave. */
export const backupRestoreWindowCalls = {
  /** What could be restored from one target. */
  backupMoments: windowCall(z.strictObject({ target: TargetReferenceSchema }), restoreList.output, {
    caller: 'officer',
    errors: targetErrors,
  }),
  /** Reads the request of a computer that is to restore. @param offer what the preload gave for a drop; null asks with a dialog. Null when that was cancelled. */
  ticketChooseRequest: windowCall(
    z.strictObject({ offer: handle.nullable() }),
    restoreRequestRead.output.extend({ handle }).nullable(),
    { caller: 'officer' },
  ),
  /**
   * Saves a ticket where a dialog says. Null when it was cancelled. @param fingerprint the verification characters as they are
   * read on the computer that asks.
   */
  ticketMake: windowCall(
    z.strictObject({ ...moment, request: handle, fingerprint: z.string().max(100), key: handle }),
    restoreTicket.output.omit({ vault: true, file: true }).extend({ saved: z.string() }).nullable(),
    { caller: 'officer', errors },
  ),
  /**
   * A folder, or a document of it, as it was: in the clear, into a folder that a dialog asks for. Null when it was cancelled; `to` is
   * its name.
   */
  backupRestoreDocuments: windowCall(
    restoreDocuments.input.pick({ folder: true, document: true }).extend({ ...moment, key: handle }),
    restoreDocuments.output.nullable(),
    { caller: 'officer', errors },
  ),
};
