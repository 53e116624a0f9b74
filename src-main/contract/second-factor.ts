import { z } from 'zod';
import { sessionCall } from './define.ts';
import { PasswordSchema } from './shapes.ts';

const nothing = z.strictObject({});

/** What a person types: six digits of her authenticator, or a recovery code, in any grouping. */
export const CodeSchema = z.string().max(100);

/** Eight codes that each stand in for the authenticator once, as `XXXXX-XXXXX`; shown once. */
const RecoveryCodesSchema = z.array(z.string()).length(8);

/** Where a person's second factor stands; `to-set-up`: the office asks for one and she has none yet. */
export const SecondFactorStateSchema = z.enum(['off', 'on', 'to-set-up']);

/**
 * One's own second factor: time-based codes (RFC 6238: SHA-1, six digits, 30 s), checked after the password. It is asked by
 * the program and opens nothing by itself; what it is worth stands in the threat model.
 */
export const secondFactorCalls = {
  /**
   * A new secret, which counts for nothing until `secondFactorTurnOn`. `code`: for who has one already and takes another
   * authenticator. @throws `sign-in-failed`, `sign-in-locked-out`, `second-factor-needed` without that code.
   */
  secondFactorBegin: sessionCall(
    z.strictObject({ password: PasswordSchema, code: CodeSchema.optional() }),
    z.strictObject({
      /** For the QR code: `otpauth://totp/…`. */
      otpauth: z.string(),
      /** The secret in base32, in groups of four. */
      key: z.string(),
    }),
  ),
  /** Proves that the authenticator has the secret of `secondFactorBegin`. @throws `invalid-input` for a wrong code. */
  secondFactorConfirm: sessionCall(
    z.strictObject({ code: CodeSchema }),
    z.strictObject({ recoveryCodes: RecoveryCodesSchema }),
  ),
  /** From now on sign-ins ask for a code. @throws `invalid-input` when nothing was confirmed. */
  secondFactorTurnOn: sessionCall(nothing, nothing),
  /** @throws `sign-in-failed` for a wrong password or code; `not-authorised` where the office asks for one. */
  secondFactorTurnOff: sessionCall(z.strictObject({ password: PasswordSchema, code: CodeSchema }), nothing),
  /** Eight new recovery codes; the old ones are worth nothing any more. @throws `sign-in-failed` for a wrong password or code. */
  secondFactorNewCodes: sessionCall(
    z.strictObject({ password: PasswordSchema, code: CodeSchema }),
    z.strictObject({ recoveryCodes: RecoveryCodesSchema }),
  ),
  /** One's own state, and how many recovery codes are left. */
  secondFactorState: sessionCall(
    nothing,
    z.strictObject({ state: SecondFactorStateSchema, recoveryCodesLeft: z.number().int().min(0) }),
  ),
};
