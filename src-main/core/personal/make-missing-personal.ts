import { rewriteOwnSlot } from '../vault/own-slot.ts';
import type { SignedIn } from '../vault/sign-in.ts';
import { beginPersonal, ownExchange, preparePersonal } from './personal-compartment.ts';
import { personalSecretsOf, wipePersonalKey } from './personal-key.ts';

/** Gives an account from before there were any a compartment of its own. At her sign-in, for its key lies in her slot. */
export async function makeMissingPersonal(signedIn: SignedIn, password: string): Promise<void> {
  const { vault, secrets } = signedIn;
  if (secrets.personal !== undefined) return;
  const prepared = await preparePersonal(vault.id, vault.directory.recovery, vault.user.author);
  try {
    const next = { ...secrets, personal: personalSecretsOf(prepared.key) };
    await rewriteOwnSlot(signedIn, password, next, (change, facts) => {
      beginPersonal(vault, change, prepared, ownExchange(vault));
      change.tell('personal-made', facts);
    });
  } catch (error) {
    wipePersonalKey(prepared.key);
    throw error;
  }
  vault.personal = prepared.key;
}
