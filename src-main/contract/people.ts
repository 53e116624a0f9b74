import { z } from 'zod';
import { sessionCall, sessionlessCall } from './define.ts';
import { id, PasswordSchema, PathSchema, RightsSchema, RoleSchema, timeMs } from './shapes.ts';

const nothing = z.strictObject({});

/** A user by her id or her name, whatever the case. Somebody who is no longer here is found only where it says so. */
export const UserReferenceSchema = z.string().min(1).max(1000);

/**
 * Where the sealing again of what was written before a change of access stands: how many rows, and whether all of it is
 * done. What is left goes on at the next sign-in; the change itself holds in either case.
 */
export const ResealedSchema = z.strictObject({ rows: z.number().int().min(0), complete: z.boolean() });

const AccessEndedSchema = z.strictObject({
  id,
  name: z.string(),
  compartments: z.number().int().min(0),
  /** False where new keys of database and office that belong to it are still to come, at the Privacy Officer's next sign-in. */
  rotated: z.boolean(),
  resealed: ResealedSchema,
});

/**
 * The office's people. Times are in ms UTC. `fingerprint` is over the keys that the user signs and reads with: what she
 * sees after her activation and what the Privacy Officer sees must be the same.
 */
export const peopleCalls = {
  /**
   * Privacy Officer only: a provisional account, to be activated by its user with `newPassword`.
   * @throws `invalid-input` for the role `privacy-officer`; `name-taken`; `password-too-weak`.
   */
  userAdd: sessionCall(
    z.strictObject({ name: z.string().trim().min(1).max(200), role: RoleSchema, newPassword: PasswordSchema }),
    z.strictObject({ id, name: z.string() }),
  ),
  /** A password for somebody's first sign-in, made by chance and good by the rules. @param name of whoever it is for. */
  firstPassword: sessionCall(z.strictObject({ name: z.string().max(1000) }), z.strictObject({ password: z.string() })),
  /**
   * Everybody, those who left included, by name. `provisional`: not yet activated; `activated`: since then the Privacy
   * Officer has not signed in.
   */
  userList: sessionCall(
    nothing,
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        role: RoleSchema,
        state: z.enum(['provisional', 'activated', 'active', 'disabled']),
        createdAt: timeMs,
        fingerprint: z.string(),
        /** True when she needs new keys (`userReset`): a computer that she may have used was struck off. */
        renew: z.boolean(),
        /** From the log; null for everybody but the Privacy Officer, and for who never signed in. */
        lastSignInAt: timeMs.nullable(),
        /** Whether she has a second factor, by the log; null for everybody but the Privacy Officer. */
        secondFactor: z.boolean().nullable(),
      }),
    ),
  ),
  /** Privacy Officer only: what `userDisable` would do to somebody, for the page that asks. */
  userLeaving: sessionCall(
    z.strictObject({ user: UserReferenceSchema }),
    z.strictObject({
      id,
      name: z.string(),
      folders: z.array(z.strictObject({ id, name: z.string(), rights: RightsSchema })),
      /** Open tasks that need another owner. */
      tasks: z.array(z.strictObject({ id, name: z.string() })),
      /** Compartments that get new keys, and rows that are sealed again under them. */
      compartments: z.number().int().min(0),
      rows: z.number().int().min(0),
    }),
  ),
  /**
   * Privacy Officer only, never herself (`invalid-input`): ends every grant and the sign-in, and re-keys whatever the user
   * could open, the database and the office secret too. Progress in pages, then in rows.
   */
  userDisable: sessionCall(z.strictObject({ user: UserReferenceSchema }), AccessEndedSchema),
  /**
   * Privacy Officer only, never herself (`invalid-input`): the account is provisional again, with new keys, and keeps its
   * grants; everything that its old keys opened is re-keyed, where they may be in other hands (`renew`) the database too. Progress in
   * rows. @throws `password-too-weak`.
   */
  userReset: sessionCall(z.strictObject({ user: UserReferenceSchema, newPassword: PasswordSchema }), AccessEndedSchema),
  /** One's own password. @throws `sign-in-failed` for a wrong old one, `sign-in-locked-out`, `password-too-weak`. */
  changePassword: sessionCall(z.strictObject({ oldPassword: PasswordSchema, newPassword: PasswordSchema }), nothing),
  /**
   * First sign-in of a provisional account: a password of its user's own, and keys that only she has. Nobody is signed in
   * afterwards. @throws those of `signIn`; `password-too-weak`; `invalid-input` when the account is activated already.
   */
  userActivate: sessionlessCall(
    z.strictObject({
      /** The vault's folder. */
      vault: PathSchema,
      name: z.string().max(1000),
      password: PasswordSchema,
      newPassword: PasswordSchema,
    }),
    z.strictObject({ id, name: z.string(), fingerprint: z.string() }),
  ),
};
