import { z } from 'zod';
import { sessionCall, sessionlessCall } from './define.ts';
import { CodeSchema, SecondFactorStateSchema } from './second-factor.ts';
import {
  ErrorCodeSchema,
  KeychainKindSchema,
  NewVaultSchema,
  PasswordSchema,
  PathSchema,
  RoleSchema,
} from './shapes.ts';

/**
 * What the user is told at every sign-in while it lasts: keys that lie in a file instead of the system keychain; a vault
 * that is older than this computer remembers and so takes no changes; an account that waits for the Privacy Officer's
 * next sign-in; folders whose contents do not match the log; an account that was activated a second time, by somebody
 * who knew its first password; work of earlier sessions that this sign-in could not finish.
 */
const WarningSchema = z.enum([
  'keychain-file',
  'vault-rolled-back',
  'account-not-certified',
  'folders-damaged',
  'account-endorsed-twice',
  'work-unfinished',
]);
export type Warning = z.output<typeof WarningSchema>;

/** What a sign-in finishes of earlier sessions, in its order. */
const MaintenanceStepSchema = z.enum([
  'tell-sign-in',
  'finish-rotation',
  'certify-accounts',
  'fold-failed-sign-ins',
  'make-exchange',
  'vouch-for-computers',
  'end-expired-grants',
  'drop-provisional-keys',
  'make-personal',
  'reseal-old-rows',
  'forget-empty-epochs',
  'sweep-objects',
  'expire-copies',
  'tell-backups',
  'sweep-drill',
  'plan-drills',
  'purge-bin',
  'erase-personal',
  'take-spool',
  'rotate-keys',
  'write-due-checkpoint',
]);
export type MaintenanceStep = z.output<typeof MaintenanceStepSchema>;

/** Making a vault, and beginning and ending a session. */
export const sessionCalls = {
  /**
   * Creates a vault in an empty or absent folder. The recovery key file is written, durably and never over another file,
   * before the vault exists. Nobody is signed in afterwards.
   * @throws VaultError `vault-exists`, `file-exists` (the recovery key file), `password-too-weak`, `keychain-missing`.
   */
  createVault: sessionlessCall(
    NewVaultSchema.extend({ recoveryKeyOut: PathSchema }),
    z.strictObject({
      id: z.string(),
      name: z.string(),
      officer: z.string(),
      keychain: KeychainKindSchema,
      recoveryKeyFile: z.string(),
      /** The generated passphrase; null when the caller brought one. */
      passphrase: z.string().nullable(),
      warnings: z.array(WarningSchema),
    }),
  ),
  /**
   * Opens a vault for a user, and finishes what earlier sessions left; progress in rows. The session id is random and means nothing outside this worker.
   * @throws VaultError `sign-in-failed`, `sign-in-locked-out` (`waitSeconds`), `second-factor-needed`,
   * `account-not-activated`, `vault-in-use` (`computer`, `since` where known; never by whom), `vault-not-found`, `keychain-missing`, `keychain-entry-missing`,
   * `integrity-violated`, `vault-from-newer-program`.
   */
  signIn: sessionlessCall(
    z.strictObject({
      vault: PathSchema,
      name: z.string().max(1000),
      password: PasswordSchema,
      /** Asked for by `second-factor-needed`, which only the right password brings. */
      code: CodeSchema.optional(),
    }),
    z.strictObject({
      session: z.string(),
      user: z.strictObject({ id: z.string(), name: z.string() }),
      office: z.string(),
      role: RoleSchema,
      readOnly: z.boolean(),
      secondFactor: SecondFactorStateSchema,
      /** How many recovery codes are left, when this sign-in spent one. */
      recoveryCodesLeft: z.number().int().min(0).nullable(),
      /** Passwords, passphrases and codes that were wrong: with her name since one was right, and for the Privacy Officer of the whole office since her last sign-in. */
      failedAttempts: z.strictObject({ own: z.number().int().min(0), office: z.number().int().min(0).nullable() }),
      warnings: z.array(WarningSchema),
      /**
       * The vault went back to a backup, and that was finished less than two weeks ago. `setAside` is the folder beside it with the vault
       * of before, for the Privacy Officer.
       */
      restored: z
        .strictObject({ backupAt: z.number().int(), at: z.number().int(), setAside: z.string().nullable() })
        .nullable(),
      /** Accounts whose keys this sign-in confirmed, for the Privacy Officer to compare their verification characters. */
      confirmed: z.array(z.strictObject({ id: z.string(), name: z.string(), fingerprint: z.string() })),
      /** What `work-unfinished` is about; `part` names what is not as it was left, where that is the reason. */
      unfinished: z.array(
        z.strictObject({ step: MaintenanceStepSchema, code: ErrorCodeSchema, part: z.string().nullable() }),
      ),
    }),
  ),
  /** Cancels what runs in the session, then closes the vault and wipes its keys. */
  signOut: sessionCall(z.strictObject({}), z.strictObject({})),
};
