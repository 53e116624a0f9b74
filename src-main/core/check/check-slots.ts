import { slotHash } from '../people/slot-writes.ts';
import { slotsTold } from '../people/slots-told.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import { type SlotPurpose, slotId } from '../vault/slots.ts';
import type { Findings } from './findings.ts';

/**
 * Every slot of `vault.json` is the one that its user, or the Privacy Officer for her, wrote last: each write tells the log
 * the slot's hash. Somebody who signs in can change the file and commit to that; a slot of another's she cannot tell of.
 * Only the Privacy Officer reads what was told.
 */
export function checkSlots(vault: OpenVault, findings: Findings): void {
  if (!isPrivacyOfficer(vault)) return;
  const told = slotsTold(vault);
  const slots = new Map(Object.entries(vault.official.slots));
  for (const { id, name, role, state } of vault.directory.users) {
    if (state === 'disabled') continue;
    const purposes: readonly SlotPurpose[] = role === 'privacy-officer' ? ['everyday', 'step-up'] : ['everyday'];
    for (const purpose of purposes) {
      const place = slotId(vault.id, vault.officeSecret, purpose, name);
      const slot = slots.get(place);
      const part = `vault.json slots ${place}`;
      slots.delete(place);
      if (!slot) findings.add(part, 'missing', 'the slot of somebody in the directory');
      else if (!told.get(id)?.[purpose].has(slotHash(slot))) {
        findings.add(part, 'altered', 'not the slot that its user wrote last');
      }
    }
  }
  for (const place of slots.keys()) findings.add(`vault.json slots ${place}`, 'superfluous', 'a slot of nobody');
}
