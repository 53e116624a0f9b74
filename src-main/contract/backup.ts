import { z } from 'zod';
import { BackupTargetStatusSchema } from './backup-status.ts';
import { FindingSchema as CheckFindingSchema } from './check.ts';
import { sessionCall, sessionlessCall } from './define.ts';
import { bytes, count, id, PathSchema, timeMs } from './shapes.ts';
import {
  HostKeySchema,
  SecretTextSchema,
  TargetAbilitiesSchema,
  TargetCredentialsSchema,
  TargetPlaceSchema,
} from './targets.ts';
import { WireErrorSchema } from './wire.ts';

/** Of a target of this computer, by id or name. */
export const TargetReferenceSchema = z.string().min(1).max(1000);

/** What it was called when it was added. */
export const NamedTargetSchema = z.strictObject({ id, name: z.string() });

/** What went wrong with one target while others went on. */
export const TargetErrorSchema = z.strictObject({
  code: WireErrorSchema.shape.code,
  details: WireErrorSchema.shape.details,
});

/** As `check` has them; nobody is signed in to whom a document could be named. */
const FindingSchema = CheckFindingSchema.omit({ about: true });

/** How the vault was then. `locked`: nobody was signed in; `after-crash`: and the program before had not ended as it should. */
export const SnapshotStateSchema = z.enum(['open', 'locked', 'after-crash']);

const SnapshotSchema = z.strictObject({
  number: count,
  at: timeMs,
  state: SnapshotStateSchema,
  /** Of documents. */
  payloads: count,
  bytes,
});

const TriedTargetSchema = NamedTargetSchema.extend({
  place: z.string(),
  abilities: TargetAbilitiesSchema,
  /** Null when it does not say. */
  space: z.strictObject({ freeBytes: bytes, totalBytes: bytes }).nullable(),
});

const RunsSchema = z.strictObject({
  runs: z.array(
    z.strictObject({
      target: NamedTargetSchema,
      /** `unchanged`: nothing is new since the snapshot that is told. */
      outcome: z.enum(['made', 'unchanged', 'failed']),
      snapshot: SnapshotSchema.nullable(),
      /** Objects of the vault that are not in it, because they are not what their names say. */
      damaged: z.array(z.string()),
      /** True when the target has lost the newest snapshot that this computer knew there. */
      lostItsEnd: z.boolean(),
      error: TargetErrorSchema.nullable(),
    }),
  ),
});

const ofTarget = { target: TargetReferenceSchema.optional() };
const ofVault = { vault: PathSchema, ...ofTarget };

/**
 * Backups of this computer. Of the calls for one target or all: without `target` they are for all, and what goes wrong with one
 * keeps the others from nothing.
 */
export const backupCalls = {
  /**
   * For the Privacy Officer and the IT administrator, as all calls of a session here: a new target, after it was tried. Logged.
   * @throws `name-taken`, `invalid-input`; those of a target, `target-host-key-unknown` among them: its details have the key
   * (`hostKeyType`, `fingerprint`) that goes into `place` when somebody has accepted it.
   */
  backupTargetAdd: sessionCall(
    z.strictObject({ name: z.string().max(1000), place: TargetPlaceSchema, credentials: TargetCredentialsSchema }),
    TriedTargetSchema,
  ),
  backupTargetList: sessionCall(
    z.strictObject({}),
    z.array(NamedTargetSchema.extend({ kind: z.enum(['folder', 'sftp', 'webdav', 's3']), place: z.string() })),
  ),
  /** Writes, reads and removes there once more. @throws `not-found`, and those of a target. */
  backupTargetTest: sessionCall(z.strictObject({ target: TargetReferenceSchema }), TriedTargetSchema),
  /**
   * Other credentials for a target, or another key or certificate of its server: what is null stays as it is. Kept once the target
   * was seen to work with them. Logged. @param hostKey `unseen` has the key that the server shows told, as `backupTargetAdd` does.
   * @param acceptMedium of a folder: another stick or disk lies there now. @throws `not-found`, `invalid-input` for what such a target does not have, and those of a target.
   */
  backupTargetSet: sessionCall(
    z.strictObject({
      target: TargetReferenceSchema,
      user: z.string().min(1).max(200).nullable(),
      password: SecretTextSchema.nullable(),
      privateKey: z.string().min(1).max(20_000).nullable(),
      keyPassphrase: SecretTextSchema.nullable(),
      certificate: z.string().min(1).max(20_000).nullable(),
      hostKey: z.union([HostKeySchema, z.literal('unseen')]).nullable(),
      acceptMedium: z.boolean(),
    }),
    TriedTargetSchema,
  ),
  /** Nothing goes there any more; what lies there stays. Logged. @throws `not-found`. */
  backupTargetRemove: sessionCall(z.strictObject({ target: TargetReferenceSchema }), NamedTargetSchema),
  /**
   * A backup now, beside whatever else is done. Progress in bytes, of one target after the other. The log is told by
   * `backupTell`. @throws `not-found` without a target; `not-authorised` while this computer is not confirmed.
   */
  backupRun: sessionCall(z.strictObject(ofTarget), RunsSchema),
  /** For everybody: tells the log of runs, and of what was taken out of backups, what it does not know yet, also of the time while nobody was signed in. */
  backupTell: sessionCall(z.strictObject({}), z.strictObject({ told: count })),
  /** As `backupRun`, of a vault that nobody has open. @throws `vault-in-use` when somebody has. */
  backupRunLocked: sessionlessCall(z.strictObject(ofVault), RunsSchema),
  /**
   * From now on this process makes the backups of a vault to the targets of this computer, whether somebody is signed in or not,
   * until it ends: for a program that stays. Idempotent.
   */
  backupWatch: sessionlessCall(z.strictObject({ vault: PathSchema }), z.strictObject({})),
  /** How the targets of this computer stand: none of them is asked. What goes on is told by the process that does it alone. */
  backupStatus: sessionlessCall(
    z.strictObject({ vault: PathSchema }),
    z.strictObject({
      targets: z.array(
        BackupTargetStatusSchema.extend({
          /** Since the last good run; null: there was none. */
          ageMs: count.nullable(),
          /** How many. */
          findings: count,
        }),
      ),
    }),
  ),
  /** The snapshots there, of all computers of the vault, oldest first. */
  backupList: sessionlessCall(
    z.strictObject(ofVault),
    z.strictObject({
      targets: z.array(
        z.strictObject({
          target: NamedTargetSchema,
          snapshots: z.array(SnapshotSchema.extend({ computer: id })),
          findings: z.array(FindingSchema),
          error: TargetErrorSchema.nullable(),
        }),
      ),
    }),
  ),
  /**
   * Whether all that snapshots need is there as it was written, by its hashes and signatures: no key is needed.
   * @param sample reads a tenth of the files, drawn at random, and looks whether the others are there. Progress in bytes.
   */
  backupVerify: sessionlessCall(
    z.strictObject({ ...ofVault, sample: z.boolean() }),
    z.strictObject({
      targets: z.array(
        z.strictObject({
          target: NamedTargetSchema,
          findings: z.array(FindingSchema),
          writers: z.array(z.strictObject({ computer: id, snapshots: count, files: count, bytes, read: count })),
          error: TargetErrorSchema.nullable(),
        }),
      ),
    }),
  ),
  /** This computer forgets what it remembers of a target and begins with what lies there now. */
  backupRebuildIndex: sessionlessCall(
    z.strictObject(ofVault),
    z.strictObject({
      targets: z.array(
        z.strictObject({
          target: NamedTargetSchema,
          /** The newest snapshot that was known of, and the newest one there. */
          before: count.nullable(),
          now: count.nullable(),
          error: TargetErrorSchema.nullable(),
        }),
      ),
    }),
  ),
};
