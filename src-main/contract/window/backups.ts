import { z } from 'zod';
import { backupCalls, TargetReferenceSchema } from '../backup.ts';
import { pruneCalls } from '../backup-prune.ts';
import { SecretTextSchema, ServerPlaceSchemas } from '../targets.ts';
import { forwarded, windowCall } from './define.ts';
import { handle, nothing } from './shapes.ts';

/** Those of every target. */
export const targetErrors = [
  'target-unreachable',
  'target-refused',
  'target-full',
  'target-damaged',
  'target-host-key-unknown',
  'target-host-key-changed',
  'target-certificate-refused',
] as const;

/** Where backups lie and what signs in there, with what was chosen by a dialog by its handle. */
export const ChosenTargetSchema = z.strictObject({
  place: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('folder'), handle }), ...ServerPlaceSchemas]),
  password: SecretTextSchema.nullable(),
  /** What `backupChooseKey` gave. */
  key: handle.nullable(),
  keyPassphrase: SecretTextSchema.nullable(),
});
export type ChosenTarget = z.output<typeof ChosenTargetSchema>;

const target = z.strictObject({ target: TargetReferenceSchema });
const ChosenSchema = z.strictObject({ handle, name: z.string() }).nullable();
const { backupTargetAdd, backupTargetList, backupTargetRemove, backupTargetTest, ...others } = backupCalls;
const { backupList, backupRun, backupStatus, backupVerify } = others;

/** Backups of the office's vault from this computer. But for how old they are, they are for who looks after them. */
export const backupWindowCalls = {
  /** Everybody sees how old they are. */
  backupStatus: windowCall(nothing, backupStatus.output),
  backupTargetList: forwarded(backupTargetList),
  /** A folder for a target, by a dialog. Null when it was cancelled. */
  backupChooseFolder: windowCall(nothing, ChosenSchema, { caller: 'anybody' }),
  /** A private key for a server of SFTP, by a dialog; it stays in the shell. Null when it was cancelled. */
  backupChooseKey: windowCall(nothing, ChosenSchema, { caller: 'anybody' }),
  backupTargetAdd: windowCall(ChosenTargetSchema.extend({ name: z.string().max(1000) }), backupTargetAdd.output, {
    changes: ['backups', 'log'],
    errors: ['name-taken', ...targetErrors],
  }),
  /** Tries one that is there: writes, reads, removes. */
  backupTargetTest: forwarded(backupTargetTest, { changes: ['backups'], errors: targetErrors }),
  backupTargetRemove: forwarded(backupTargetRemove, { changes: ['backups', 'log'] }),
  /** Each target has its own error: what goes wrong with one keeps the others from nothing. */
  backupRun: forwarded(backupRun, { changes: ['backups', 'log'], errors: ['vault-in-use'] }),
  /** The snapshots of one target. */
  backupHistory: windowCall(target, backupList.output.shape.targets.element),
  /** Reads all that lies on one target. */
  backupVerify: windowCall(target, backupVerify.output.shape.targets.element, { changes: ['backups'] }),
  /** What is kept no longer, on one target or on all. */
  backupPrune: forwarded(pruneCalls.backupPrune, { changes: ['backups', 'tasks', 'log'], errors: ['vault-in-use'] }),
  backupAcknowledge: forwarded(pruneCalls.backupAcknowledge, {
    caller: 'officer',
    changes: ['backups', 'log'],
    errors: targetErrors,
  }),
};
