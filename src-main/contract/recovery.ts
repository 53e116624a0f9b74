import { z } from 'zod';
import { FindingSchema } from './check.ts';
import { sessionlessCall } from './define.ts';
import { count, id, KeychainKindSchema, PasswordSchema, PathSchema, PendingSchema } from './shapes.ts';

/** The text of the recovery key file. */
const kitText = z.string().min(1).max(20_000);

/**
 * What break-glass does behind its one transaction: the new keys of this computer into its keychain, the end of those that
 * it had, and of the waits after failed sign-ins.
 */
const RecoveryStepSchema = z.enum(['computer-keys', 'computer-struck-off', 'backup-targets', 'sign-in-record']);
export type RecoveryStep = z.infer<typeof RecoveryStepSchema>;

/** What the recovery key is for. @throws `recovery-key-wrong-vault`, `invalid-input` for a text that is no recovery key. */
export const recoveryCalls = {
  /** Whether a text is a recovery key, and of which vault: its root's fingerprint is what the paper shows too. Opens nothing. */
  recoveryKeyRead: sessionlessCall(z.strictObject({ kitText }), z.strictObject({ id, rootFingerprint: z.string() })),
  /**
   * Proves that the recovery key opens everything it must: the root, the database, the office secret, and of every
   * compartment each key with the rows and messages under it; of the log the first detail of each key. Changes nothing.
   * Progress in keys and rows.
   */
  recoveryCheck: sessionlessCall(
    z.strictObject({ vault: PathSchema, kitText }),
    z.strictObject({
      id,
      office: z.string(),
      rootFingerprint: z.string(),
      checked: z.strictObject({ compartments: count, keys: count, slots: count }),
      findings: z.array(FindingSchema),
    }),
  ),
  /**
   * Break-glass for the Privacy Officer, also on a computer that the vault does not know: new passphrase and keys for her, a
   * place for this computer, a new key for every compartment, for the database and for the office. Nobody is signed in afterwards. Progress in keys, then in pages.
   * @throws `password-too-weak`, `integrity-violated` when something that the recovery rests on is not whole;
   * `keychain-missing`, before anything has changed.
   */
  recover: sessionlessCall(
    z.strictObject({
      vault: PathSchema,
      kitText,
      newPassphrase: PasswordSchema,
      /** By default the kind that this computer has for the vault already, else the operating system's. */
      keychain: KeychainKindSchema.optional(),
    }),
    z.strictObject({
      officer: z.strictObject({ id, name: z.string() }),
      computer: z.strictObject({ id, name: z.string() }),
      /** Could not be done; the vault opens on this computer all the same. */
      unfinished: z.array(RecoveryStepSchema),
      compartments: count,
      /** Left as they are, without new keys, for they are not whole. */
      broken: z.array(id),
      /** True where older member lists were found: all access to folders is to be granted again. */
      grantsEnded: z.boolean(),
      /** What could not be done now of the rotations that belong to it: it goes on at her next sign-in. */
      pending: PendingSchema,
    }),
  ),
};
