import { rewriteOwnSlot } from '../vault/own-slot.ts';
import type { SignedIn } from '../vault/sign-in.ts';

/**
 * Takes the provisional keys out of the slot of a user whose fresh ones are certified: nothing is sealed to them any
 * more. Done at her sign-in, for the slot is under her password.
 */
export async function dropProvisionalKeys(signedIn: SignedIn, password: string): Promise<void> {
  const { vault, secrets } = signedIn;
  if (secrets.provisional === undefined || vault.user.uncertified) return;
  const { provisional: _keys, ...kept } = secrets;
  await rewriteOwnSlot(signedIn, password, kept, (change, facts) => change.tell('provisional-keys-dropped', facts));
}
