import { z } from 'zod';
import { fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { recoveryCodeCount, recoveryCodeHash } from './recovery-codes.ts';
import { stepOfCode, totpDigits } from './totp.ts';

/** 16 and 20 bytes in base64. */
const HashSchema = z.string().regex(/^[0-9A-Za-z+/]{22}==$/);
const TotpSecretSchema = z.string().regex(/^[0-9A-Za-z+/]{27}=$/);

/** What the everyday slot has of a second factor (docs/formats.md section 13). */
export const SecondFactorSchema = z.strictObject({
  secret: TotpSecretSchema,
  since: z.int().min(1),
  salt: HashSchema,
  codes: z.array(HashSchema).max(recoveryCodeCount),
});
export type SecondFactor = z.infer<typeof SecondFactorSchema>;

/** By what somebody showed that she has her second factor: `hash` is that of the recovery code. */
export type CodeProof =
  | { readonly by: 'code'; readonly step: number }
  | { readonly by: 'recovery-code'; readonly hash: string };

/**
 * @param code as typed: the authenticator's, or a recovery code, in any grouping.
 * @param lastStep the step of the last code that was accepted.
 * @returns null for a code that is not right, not any more, or was accepted before.
 */
export function checkCode(
  vault: string,
  secondFactor: SecondFactor,
  code: string,
  { now, lastStep }: { readonly now: number; readonly lastStep: number },
): CodeProof | null {
  const digits = code.replace(/[\s-]/gu, '');
  if (digits.length === totpDigits) {
    const secret = fromBase64(secondFactor.secret);
    const step = stepOfCode(secret, digits, now, lastStep);
    wipe(secret);
    return step === null ? null : { by: 'code', step };
  }
  const hash = recoveryCodeHash(vault, secondFactor, code);
  return hash === null ? null : { by: 'recovery-code', hash };
}
