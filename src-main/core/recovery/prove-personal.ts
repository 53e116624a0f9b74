import type { Findings } from '../check/findings.ts';
import { ownerKeysIn } from '../personal/owner-keys.ts';
import { openPersonalEscrow } from '../personal/personal-escrow.ts';
import { wipePersonalKey } from '../personal/personal-key.ts';
import { personalRows } from '../personal/personal-rows.ts';
import { blobOf, idOf } from '../ports/row.ts';
import type { KitAccess } from './open-by-kit.ts';

/** That the recovery key opens everybody's own compartment, and that what lies in it opens with that. @returns how many. */
export async function provePersonal(access: KitAccess, findings: Findings): Promise<number> {
  const { db, kit } = access;
  const found = db.all('SELECT compartment, escrow FROM personal ORDER BY compartment');
  for (const row of found) {
    const compartment = idOf(row, 'compartment');
    await findings.attemptAsync(`personal ${compartment}`, async () => {
      const place = { vault: kit.vault, compartment };
      const { key } = await openPersonalEscrow(blobOf(row, 'escrow'), kit.identity, place, ownerKeysIn(access));
      try {
        personalRows(db, kit.vault, key);
      } finally {
        wipePersonalKey(key);
      }
    });
  }
  return found.length;
}
