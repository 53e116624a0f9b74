import { changeVaultWithFile } from '../vault/change.ts';
import type { SignedIn } from '../vault/sign-in.ts';
import { sealSlot } from '../vault/slots.ts';
import { nextSlotVersion, slotFacts } from './slot-writes.ts';

/**
 * Takes the provisional keys out of the slot of a user whose fresh ones are certified: nothing is sealed to them any
 * more. Done at her sign-in, for the slot is under her password.
 */
export async function dropProvisionalKeys({ vault, secrets, slot }: SignedIn, password: string): Promise<void> {
  if (secrets.provisional === undefined || vault.user.uncertified) return;
  const { provisional: _keys, ...kept } = secrets;
  const version = nextSlotVersion(vault);
  const context = { vault: vault.id, officeSecret: vault.officeSecret, cost: vault.official.kdf };
  const sealed = await sealSlot(context, slot, password, { ...kept, version });
  const content = { ...vault.official, slots: { ...vault.official.slots, [slot]: sealed } };
  await changeVaultWithFile(vault, content, (change) => {
    change.tell('provisional-keys-dropped', { user: vault.user.id, ...slotFacts(version, sealed) });
  });
}
