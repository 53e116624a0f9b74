import { VaultError } from '../../contract/errors.ts';
import type { Environment } from '../vault/open-vault.ts';
import { codeAccepted, codeAsked, lastCodeStep } from '../vault/sign-in-limits.ts';
import { type CodeProof, checkCode, type SecondFactor } from './check-code.ts';

/** `none`: nothing was asked, for there is no second factor. */
export type Proof = CodeProof | { readonly by: 'none' };

/** Where it is asked: the slot, and the file that counts its attempts. */
export interface AskedFor {
  readonly vault: string;
  readonly limits: string;
  readonly slot: string;
}

/**
 * What a code is worth for each slot that the password opened: null where it is not right, or is asked for and not there. An
 * accepted code is noted first, so that it is not accepted again whatever comes after.
 * @param factors of each of the slots; undefined for one that asks for no code.
 */
export async function proveSecondFactor(
  { files, clock }: Environment,
  { vault, limits, slot }: AskedFor,
  factors: readonly (SecondFactor | undefined)[],
  code: string | undefined,
): Promise<(Proof | null)[]> {
  if (factors.every((factor) => factor === undefined)) return factors.map(() => ({ by: 'none' }));
  const now = clock.now();
  const lastStep = await lastCodeStep(files, limits, slot, now);
  const proofs = factors.map((factor): Proof | null => {
    if (factor === undefined) return { by: 'none' };
    return code === undefined ? null : checkCode(vault, factor, code, { now, lastStep });
  });
  for (const proof of proofs) {
    if (proof?.by === 'code') await codeAccepted(files, limits, slot, { step: proof.step, now });
  }
  if (code === undefined) await codeAsked(files, limits, slot, now);
  return proofs;
}

export function secondFactorNeeded(): VaultError {
  return new VaultError('second-factor-needed', 'the code of the second factor is needed too');
}
