import { z } from 'zod';
import { sessionCall, sessionlessCall } from './define.ts';
import { id, KeychainKindSchema, PathSchema, ReasonSchema, RoleSchema } from './shapes.ts';

const fingerprint = z.string();

/** Computers and operating system accounts that may open the vault; each has keys in its own keychain. */
export const computerCalls = {
  /**
   * Makes this account's keys and writes the request that the Privacy Officer approves elsewhere, durably and never over
   * another file; for the same keys again while it is not approved. Without a path it makes the keys only.
   * @throws `invalid-input` when this account has its place already; `vault-not-found`, `keychain-missing`, `file-exists`.
   */
  computerRequest: sessionlessCall(
    z.strictObject({
      /** The vault's folder. */
      vault: PathSchema,
      keychain: KeychainKindSchema,
      outPath: PathSchema.nullable(),
    }),
    z.strictObject({ id, name: z.string(), fingerprint, file: z.string().nullable() }),
  ),
  /**
   * Privacy Officer only, after the fingerprint shown there was compared. @param request the text of the request.
   * @throws `invalid-input` when the fingerprint is another, or the request is not whole or not of this vault.
   */
  computerApprove: sessionCall(
    z.strictObject({ request: z.string().max(10_000), fingerprint: z.string().max(100) }),
    z.strictObject({ id, name: z.string(), fingerprint }),
  ),
  /**
   * Privacy Officer only, never the computer that she works on (`invalid-input`): strikes off one that is lost or stolen, and renews
   * the key of the database and the office secret, so that what lies there opens nothing that is written from here on without the
   * password of who may have used it: `renew` names them, for new keys. Progress in pages.
   */
  computerRevoke: sessionCall(
    z.strictObject({
      /** Its id, or its name where no other active one has it. */
      computer: z.string().min(1).max(1000),
    }),
    z.strictObject({
      id,
      name: z.string(),
      renew: z.array(z.strictObject({ id, name: z.string(), role: RoleSchema })),
      /** False where the new keys are still to come, at her next sign-in. */
      rotated: z.boolean(),
    }),
  ),
  computerList: sessionCall(
    z.strictObject({}),
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        state: z.enum(['active', 'struck-off']),
        fingerprint,
        /** The one that asks. */
        present: z.boolean(),
      }),
    ),
  ),
  /**
   * Privacy Officer only: goes on with a vault that is older than this computer remembers, which takes no changes until
   * then. @throws `invalid-input` when it is not.
   */
  acceptRollback: sessionCall(z.strictObject({ reason: ReasonSchema }), z.strictObject({})),
};
