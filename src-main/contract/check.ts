import { z } from 'zod';
import { sessionCall, sessionlessCall } from './define.ts';
import {
  bytes,
  count,
  id,
  KeychainKindSchema,
  PasswordSchema,
  PathSchema,
  PendingSchema,
  RoleSchema,
  timeMs,
} from './shapes.ts';

/** What `check` can find, and the verification of backups. */
const ProblemSchema = z.enum([
  /** Something is not what was written there, or not by whom it should be. */
  'altered',
  /** Something is there that is named nowhere. */
  'superfluous',
  /** Something is named that is not there. */
  'missing',
  /** The disk or the operating system does not give it. */
  'unreadable',
  /** A file that no vault has. */
  'unknown-file',
  /** A file that a write did not finish; the next start removes it. */
  'unfinished-write',
  /** The vault as a whole is older than this computer remembers, or went on elsewhere from an older copy. */
  'vault-rolled-back',
  /** Of backups: left there by another computer, or for another vault. */
  'foreign',
  /** Of backups: not signed by the computer that it should be of, or that not vouched for. */
  'forged',
  /** Of backups: two of one number, or one that follows another than the one before it. */
  'forked',
  /** Of backups: earlier than what came before it. */
  'clock-went-back',
  /** Of backups: later ones are known of than there are. */
  'cut-off',
  /** Of backups: older than this computer remembers, or another than it remembers. */
  'backups-rolled-back',
]);
export type Problem = z.output<typeof ProblemSchema>;

export const FindingSchema = z.strictObject({
  /** Which part of the vault, with ids and file names of the vault, never a client's name. */
  part: z.string(),
  problem: ProblemSchema,
  /** For developers and support, in English. */
  what: z.string(),
  /** The document or folder concerned, where the one who asks may know it. */
  about: z.strictObject({ id, name: z.string() }).nullable(),
});
export type Finding = z.output<typeof FindingSchema>;

const StatusWarningSchema = z.enum([
  /** The vault lies in a folder that other software copies elsewhere; `detail` names it. */
  'synced-folder',
  /** The keys of this computer lie in a file instead of the keychain of the operating system. */
  'keychain-file',
  /** This account has no place in the vault. */
  'no-place-on-this-computer',
  /** The keychain in which this account's keys lie does not answer, so whether it has a place cannot be told. */
  'keychain-silent',
  /** Files that a stopped program left; the next sign-in removes them. */
  'unfinished-writes',
  /** A restored vault, which the Privacy Officer has to finish before anybody signs in. */
  'vault-restored',
]);
export type StatusWarning = z.output<typeof StatusWarningSchema>;

/** What was found, and how much was gone through. */
const CheckReportSchema = z.strictObject({
  findings: z.array(FindingSchema),
  checked: z.strictObject({
    pages: count,
    entries: count,
    compartments: count,
    /** Compartments without a key for the one who asks. */
    closed: count,
    records: count,
    versions: count,
    messages: count,
    objects: count,
    objectBytes: bytes,
  }),
});

export const checkCalls = {
  /**
   * The whole vault: files, pages, database, directory, keyrings, access lists, contents, log, objects. Repairs nothing,
   * and goes on after what it finds. What the one who asks has no key of is checked as far as that goes without; the count
   * is in `closed`. Progress in things checked.
   */
  check: sessionCall(z.strictObject({}), CheckReportSchema),
  /**
   * The same for a vault whose sign-in is refused because something in it is not as it was left, as far as that goes: files,
   * objects, and where the password still opens the database also its pages, rows, signatures and log; every part that
   * would refuse a sign-in, by name. Nobody is signed in, and every compartment is closed.
   * @throws VaultError those of `signIn` but `integrity-violated`.
   */
  checkRefused: sessionlessCall(
    z.strictObject({ vault: PathSchema, name: z.string().max(1000), password: PasswordSchema }),
    CheckReportSchema,
  ),
  /** What can be said of a vault without a sign-in. Changes nothing. @throws `vault-not-found`, `vault-from-newer-program`. */
  status: sessionlessCall(
    z.strictObject({ vault: PathSchema }),
    z.strictObject({
      id,
      format: z.number().int(),
      programVersion: z.string(),
      /** Null when this account may not write in the folder and so cannot tell. */
      inUse: z.boolean().nullable(),
      /** Where it is open, as far as this computer can know; never by whom. */
      holder: z.strictObject({ computer: z.string(), since: timeMs }).nullable(),
      keychain: KeychainKindSchema.nullable(),
      sizes: z.strictObject({
        databaseBytes: bytes,
        objects: count,
        objectBytes: bytes,
        spool: count,
        spoolBytes: bytes,
      }),
      /**
       * Of a restored vault that nobody has finished (`vault-restored`): when its backup was made, and the folder beside it in which
       * the vault of before lies. Null also where that cannot be read.
       */
      restored: z.strictObject({ backupAt: timeMs, restoredAt: timeMs, setAside: z.string().nullable() }).nullable(),
      /** Copies of the database that a migration left. */
      copies: z.array(z.strictObject({ name: z.string(), bytes })),
      warnings: z.array(z.strictObject({ warning: StatusWarningSchema, detail: z.string().nullable() })),
    }),
  ),
  /** What somebody who is signed in sees of the state of the vault. */
  statusDetailed: sessionCall(
    z.strictObject({}),
    z.strictObject({
      id,
      office: z.string(),
      user: z.strictObject({ id, name: z.string(), role: RoleSchema }),
      keychain: KeychainKindSchema,
      /** True while the vault is older than this computer remembers. */
      readOnly: z.boolean(),
      people: z.array(z.strictObject({ role: RoleSchema, provisional: count, active: count, disabled: count })),
      computers: count,
      counts: z.strictObject({
        compartments: count,
        /** Of these one has a key. */
        open: count,
        records: count,
        versions: count,
        messages: count,
        tombstones: count,
      }),
      log: z.strictObject({ position: count, hash: z.string(), checkpoint: count.nullable() }),
      /** Ceremonies that are still to come. */
      pending: PendingSchema,
      /** Compartments of one's own in which rows of an older key wait to be sealed again, with how many. */
      toReseal: z.array(z.strictObject({ id, rows: count })),
      /** True when objects wait to be swept. */
      unswept: z.boolean(),
      /** Compartments that are not in the state of their last commit. */
      broken: z.array(z.strictObject({ id, what: z.string() })),
      copies: z.array(z.strictObject({ name: z.string(), madeAt: timeMs, expiresAt: timeMs, expired: z.boolean() })),
    }),
  ),
};
