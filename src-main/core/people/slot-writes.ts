import { sha256 } from '../crypto/binding.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Slot } from '../vault/vault-file.ts';

/**
 * The version inside a slot that is written now: the position that the log has reached, which grows with every write, so
 * that it can be told without opening the slot before.
 */
export function nextSlotVersion(vault: OpenVault): number {
  return vault.log.head.position + 1;
}

/** What the audit entry of a slot's write tells of it, so that an older slot can be told from it. */
export function slotFacts(version: number, slot: Slot): Readonly<Record<string, unknown>> {
  return { slotVersion: version, slotHash: slotHash(slot) };
}

export function slotHash(slot: Slot): string {
  return sha256(Buffer.from(JSON.stringify(slot), 'utf8')).toString('hex');
}
