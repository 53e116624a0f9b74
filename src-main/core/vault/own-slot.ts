import { nextSlotVersion, slotFacts } from '../people/slot-writes.ts';
import { type Change, changeVaultWithFile } from './change.ts';
import type { OpenVault } from './open-vault.ts';
import { type EverydaySecrets, type SlotContext, type SlotPurpose, sealSlot, slotId } from './slots.ts';
import type { Slot, VaultFileContent } from './vault-file.ts';

/** For the slots of the vault that is open. */
export function slotContextOf({ id, officeSecret, official }: OpenVault): SlotContext {
  return { vault: id, officeSecret, cost: official.kdf };
}

/** Where the signed-in user's slot is. */
export function ownSlotId({ id, officeSecret, user }: OpenVault, purpose: SlotPurpose = 'everyday'): string {
  return slotId(id, officeSecret, purpose, user.name);
}

export function withSlot(official: VaultFileContent, id: string, slot: Slot): VaultFileContent {
  return { ...official, slots: { ...official.slots, [id]: slot } };
}

/**
 * Writes the signed-in user's everyday slot with other secrets, under the password that she signed in with.
 * @param tell tells the log, with the facts of the slot, and does what belongs to it in the same transaction.
 */
export async function rewriteOwnSlot(
  signedIn: { readonly vault: OpenVault; secrets: EverydaySecrets; readonly slot: string },
  password: string,
  secrets: EverydaySecrets,
  tell: (change: Change, facts: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  const { vault, slot: id } = signedIn;
  const version = nextSlotVersion(vault);
  const next = { ...secrets, version };
  const slot = await sealSlot(slotContextOf(vault), id, password, next);
  await changeVaultWithFile(vault, withSlot(vault.official, id, slot), (change) =>
    tell(change, { user: vault.user.id, ...slotFacts(version, slot) }),
  );
  signedIn.secrets = next;
}
