import { rewriteOwnSlot } from '../vault/own-slot.ts';
import type { SignedIn } from '../vault/sign-in.ts';

/**
 * Takes the recovery code that a sign-in was made with out of the slot, before the session begins. In a vault that takes no
 * changes it stays.
 * @returns how many are left; null when none was used.
 */
export async function spendRecoveryCode(signedIn: SignedIn, password: string): Promise<number | null> {
  const { vault, secrets, proof } = signedIn;
  const { secondFactor } = secrets;
  if (proof.by !== 'recovery-code' || secondFactor === undefined) return null;
  if (vault.readOnly) return secondFactor.codes.length;
  const codes = secondFactor.codes.filter((hash) => hash !== proof.hash);
  await rewriteOwnSlot(signedIn, password, { ...secrets, secondFactor: { ...secondFactor, codes } }, (change, facts) =>
    change.tell('recovery-code-used', { ...facts, left: codes.length }),
  );
  vault.secondFactor = { codesLeft: codes.length };
  return codes.length;
}
