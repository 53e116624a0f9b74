import { auditIdentities, openDetail, storedDetailOf } from '../audit/details.ts';
import { commitKinds } from '../audit/log.ts';
import { wasOfficerKey } from '../vault/certificates.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** SHA-256, in hexadecimal. */
interface SlotsTold {
  readonly position: number;
  readonly everyday: ReadonlySet<string>;
  readonly 'step-up': ReadonlySet<string>;
}

/**
 * By user: the hashes that she, or the Privacy Officer, told of last. The Privacy Officer's two slots are written together, and
 * told of in one entry, or the everyday one alone. Only the Privacy Officer reads what was told.
 */
export function slotsTold(vault: OpenVault): Map<string, SlotsTold> {
  const told = new Map<string, SlotsTold>();
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
