import { z } from 'zod';
import { SnapshotStateSchema, TargetReferenceSchema } from './backup.ts';
import { FindingSchema } from './check.ts';
import { sessionlessCall } from './define.ts';
import {
  bytes,
  count,
  ErrorCodeSchema,
  id,
  KeychainKindSchema,
  PasswordSchema,
  PathSchema,
  PendingSchema,
  timeMs,
} from './shapes.ts';
import { TargetCredentialsSchema, TargetPlaceSchema } from './targets.ts';

/** The text of the recovery key file. */
export const KitTextSchema = z.string().min(1).max(20_000);
/** Of a snapshot: `newest`, or as `restoreList` names them. */
export const SnapshotReferenceSchema = z.string().min(1).max(100);

/** Where the backups lie: as somebody says it, or as a computer of the vault knows it by name, which remembers how new they were. */
export const SourceSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('place'), place: TargetPlaceSchema, credentials: TargetCredentialsSchema }),
  z.strictObject({ by: z.literal('name'), vault: PathSchema, target: TargetReferenceSchema }),
]);
export type RestoreSource = z.output<typeof SourceSchema>;

const SnapshotSchema = z.strictObject({ id, at: timeMs });

const StandingSchema = {
  findings: z.array(FindingSchema),
  /** When the computer that made the backup signed something there last. */
  lastSignAt: timeMs.nullable(),
  /** Silent for so long that backups which were cut off would look the same. */
  isStale: z.boolean(),
};

/** What opens a backup. */
const OpenedBySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recovery-key'), kitText: KitTextSchema }),
  z.strictObject({ kind: z.literal('ticket'), path: PathSchema }),
]);

/**
 * Getting a vault, or documents of it, back from its backups, also where no vault is. The root that everything is verified from is
 * that of the recovery key file, of the ticket, or else the one that this account has pinned.
 * @throws all of them: those of the target, `not-found` reason `repository` or `snapshot`, `invalid-input` reason `no-such-root`.
 */
export const restoreCalls = {
  /** Of which vaults there are backups: their ids, which anybody can read there, and vouch for nothing. */
  restoreVaults: sessionlessCall(z.strictObject({ source: SourceSchema }), z.strictObject({ vaults: z.array(id) })),
  /** What could be restored. Of the recovery key file only the vault and the root are used. */
  restoreList: sessionlessCall(
    z.strictObject({ source: SourceSchema, kitText: KitTextSchema.nullable() }),
    z.strictObject({
      vault: id,
      writers: z.array(
        z.strictObject({
          computer: id,
          isVouchedFor: z.boolean(),
          lastSignAt: timeMs.nullable(),
          isStale: z.boolean(),
          snapshots: z.array(
            z.strictObject({
              id,
              number: count,
              at: timeMs,
              state: SnapshotStateSchema,
              documents: count,
              bytes,
              isWhole: z.boolean(),
            }),
          ),
        }),
      ),
      findings: z.array(FindingSchema),
    }),
  ),
  /**
   * Reads all that the backups of a vault consist of, and compares it with what their computers signed. Of the recovery key file only
   * the vault and the root are used. Progress in bytes.
   */
  restoreVerify: sessionlessCall(
    z.strictObject({ source: SourceSchema, kitText: KitTextSchema.nullable() }),
    z.strictObject({ vault: id, snapshots: count, files: count, bytes, findings: z.array(FindingSchema) }),
  ),
  /** Makes a key for one restore on this computer, and the request for a ticket to it. @throws `keychain-missing`, `file-exists`. */
  restoreRequest: sessionlessCall(
    z.strictObject({ keychain: KeychainKindSchema, outPath: PathSchema }),
    z.strictObject({ id, computer: z.string(), fingerprint: z.string(), file: z.string() }),
  ),
  /** Who asks for a ticket, as the request itself says. @throws `invalid-input` reason `not-a-restore-request`. */
  restoreRequestRead: sessionlessCall(
    z.strictObject({ request: z.string().max(20_000) }),
    z.strictObject({ computer: z.string(), at: timeMs }),
  ),
  /**
   * On the Privacy Officer's own computer, after the fingerprint was compared: the keys of one backup, for one computer. Opens the
   * backup first. @throws `invalid-input`, `recovery-key-wrong-vault`, `integrity-violated`, `file-exists`.
   */
  restoreTicket: sessionlessCall(
    z.strictObject({
      source: SourceSchema,
      snapshot: SnapshotReferenceSchema,
      request: z.string().max(20_000),
      fingerprint: z.string().max(100),
      kitText: KitTextSchema,
      outPath: PathSchema,
    }),
    z.strictObject({
      vault: id,
      snapshot: SnapshotSchema,
      computer: z.string(),
      file: z.string(),
      findings: z.array(FindingSchema),
    }),
  ),
  /** For which vault a ticket is. @throws `invalid-input` reasons `not-a-ticket`, `ticket-for-another`, `ticket-used`. */
  restoreTicketRead: sessionlessCall(
    z.strictObject({ path: PathSchema }),
    z.strictObject({ vault: id, rootFingerprint: z.string() }),
  ),
  /** What `restoreVault` would say of one backup before it writes. Nothing is written, and nothing opened. */
  restoreExamine: sessionlessCall(
    z.strictObject({ source: SourceSchema, snapshot: SnapshotReferenceSchema.nullable(), by: OpenedBySchema }),
    z.strictObject({
      vault: id,
      /** `hash` is the one name that no other backup can have. */
      snapshot: SnapshotSchema.extend({ hash: z.string() }),
      isAcceptable: z.boolean(),
      rootFingerprint: z.string(),
      ...StandingSchema,
    }),
  ),
  /**
   * Removes what a restore that was broken off has left in a folder, so that nothing stays of it. Does nothing elsewhere.
   * @param inPlace as it was begun.
   */
  restoreDiscard: sessionlessCall(z.strictObject({ folder: PathSchema, inPlace: z.boolean() }), z.strictObject({})),
  /**
   * A whole vault, which nobody can sign in to before the Privacy Officer has finished it. Nothing is written where something is
   * wrong with the backups, or they are old, unless `acceptFindings` says that this was seen. Progress in bytes.
   * @throws `vault-exists` for a folder with something in it; `disk-full`, `integrity-violated`, `recovery-key-wrong-vault`; in place
   * also `vault-in-use`, `vault-not-found`.
   */
  restoreVault: sessionlessCall(
    z.strictObject({
      source: SourceSchema,
      /** null: the one of the ticket, or else the newest. */
      snapshot: SnapshotReferenceSchema.nullable(),
      by: OpenedBySchema,
      /** The folder of the vault that is to be. */
      folder: PathSchema,
      /** There is one, which is set aside under another name. */
      inPlace: z.boolean(),
      acceptFindings: z.boolean(),
    }),
    z.strictObject({
      vault: id,
      restored: z
        .strictObject({
          folder: z.string(),
          snapshot: SnapshotSchema,
          documents: count,
          bytes,
          /** Where the vault of before lies now. */
          setAside: z.string().nullable(),
        })
        .nullable(),
      /** Whether `acceptFindings` would do. */
      isAcceptable: z.boolean(),
      rootFingerprint: z.string(),
      ...StandingSchema,
    }),
  ),
  /** A folder of the vault, or a document of it, as it was; in the clear, into a folder of this computer. Progress in bytes. */
  restoreDocuments: sessionlessCall(
    z.strictObject({
      source: SourceSchema,
      snapshot: SnapshotReferenceSchema,
      kitText: KitTextSchema,
      folder: z.string().min(1).max(1000),
      /** null: all but what is in the bin. */
      document: z.string().min(1).max(8000).nullable(),
      to: PathSchema,
    }),
    z.strictObject({
      snapshot: SnapshotSchema,
      folder: z.string(),
      to: z.string(),
      documents: z.array(z.strictObject({ name: z.string(), bytes })),
      failed: z.array(z.strictObject({ name: z.string(), code: ErrorCodeSchema })),
    }),
  ),
  /**
   * By the Privacy Officer, with the recovery key: a restored vault becomes one that people work in again. Progress in keys and rows.
   * @throws those of `recover`; `invalid-input` reason `nothing-to-finish`.
   */
  restoreFinish: sessionlessCall(
    z.strictObject({
      vault: PathSchema,
      kitText: KitTextSchema,
      newPassphrase: PasswordSchema,
      keychain: KeychainKindSchema.optional(),
      /** Where newer backups may be; null where there are none any more. */
      source: SourceSchema.nullable(),
    }),
    z.strictObject({
      officer: z.strictObject({ id, name: z.string() }),
      computer: z.strictObject({ id, name: z.string() }),
      /** What was taken away since the backup, and now again. */
      replayed: z.strictObject({ erased: count, disabled: count, revoked: count }),
      /** From where that was known; null where nothing newer than the backup is known. */
      from: z.enum(['backups', 'set-aside', 'ticket']).nullable(),
      /** How much is wrong with the backups, of which newer ones may have said more of it. */
      unread: count,
      /** Of the log, behind the backup. */
      lostEntries: count.nullable(),
      officerChangedSince: z.boolean(),
      struckOff: z.array(z.strictObject({ id, name: z.string() })),
      /** Where the vault of before lies, beside this one, with what has been erased since. */
      setAside: z.string().nullable(),
      /** As those of `recover`. */
      broken: z.array(id),
      grantsEnded: z.boolean(),
      pending: PendingSchema,
    }),
  ),
};
