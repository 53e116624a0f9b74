import { auditIdentities, openDetail, storedDetailOf } from '../audit/details.ts';
import { commitKinds } from '../audit/log.ts';
import { slotHash } from '../people/slot-writes.ts';
import { wasOfficerKey } from '../vault/certificates.ts';
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
  const told = toldHashes(vault);
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

interface ToldSlots {
  readonly position: number;
  readonly everyday: ReadonlySet<string>;
  readonly 'step-up': ReadonlySet<string>;
}

/**
 * By user: the hashes that she, or the Privacy Officer, told of last. The Privacy Officer's two slots are written together, and
 * told of in one entry, or the everyday one alone.
 */
function toldHashes(vault: OpenVault): Map<string, ToldSlots> {
  const told = new Map<string, ToldSlots>();
  const identities = auditIdentities(vault);
  const rows = vault.db.all(
    `SELECT position, number, subject, sealed FROM audit_details
     WHERE sealed IS NOT NULL AND position IN (SELECT position FROM audit_commits WHERE kind = ${commitKinds.vaultFile})
     ORDER BY position, number`,
  );
  for (const row of rows) {
    const { sealed, ...stored } = storedDetailOf(row);
    const detail = sealed === null ? null : openDetail(vault, identities, { ...stored, sealed });
    // What is wrong with a detail is told where the log is verified.
    if (detail === null || typeof detail === 'string') continue;
    const { user, slotHash: hash } = detail.facts;
    const { author, key, at } = detail.claim;
    if (typeof user !== 'string' || typeof hash !== 'string') continue;
    if (author !== user && !wasOfficerKey(vault.chain, key, at)) continue;
    const known = told.get(user);
    if (known?.position === at) {
      const both = new Set([...known.everyday, hash]);
      told.set(user, { position: at, everyday: both, 'step-up': both });
    } else {
      told.set(user, { position: at, everyday: new Set([hash]), 'step-up': known?.['step-up'] ?? new Set() });
    }
  }
  return told;
}
