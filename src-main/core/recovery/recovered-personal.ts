import { isViolation } from '../../contract/errors.ts';
import { idBytes } from '../crypto/bytes.ts';
import { ownerKeysIn } from '../personal/owner-keys.ts';
import {
  beginPersonal,
  ownExchange,
  type PreparedPersonal,
  personalCompartmentsOf,
  preparePersonal,
} from '../personal/personal-compartment.ts';
import { openPersonalEscrow } from '../personal/personal-escrow.ts';
import { wipePersonalKey } from '../personal/personal-key.ts';
import { type PersonalRow, personalRows, putPersonalRow } from '../personal/personal-rows.ts';
import { blobOf } from '../ports/row.ts';
import type { Change } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { NewOfficer } from './new-officer.ts';
import type { KitAccess } from './open-by-kit.ts';

/** The Privacy Officer's own compartment under a new key, with what the one before held. */
export interface RecoveredPersonal {
  readonly prepared: PreparedPersonal;
  readonly rows: readonly PersonalRow[];
}

/** What does not open is begun anew: drafts are not worth a recovery that fails. @returns what the caller wipes. */
export async function recoverPersonal(
  access: KitAccess,
  vault: OpenVault,
  { user, signing }: NewOfficer,
): Promise<RecoveredPersonal> {
  const rows: PersonalRow[] = [];
  for (const compartment of personalCompartmentsOf(vault, user)) {
    try {
      rows.push(...(await rowsByKit(access, compartment, user.id)));
    } catch (error) {
      if (!isViolation(error)) throw error;
    }
  }
  const prepared = await preparePersonal(vault.id, vault.directory.recovery, { user: user.id, signing });
  return { prepared, rows };
}

/** Within the transaction of the recovery. */
export function writeRecoveredPersonal(vault: OpenVault, change: Change, { prepared, rows }: RecoveredPersonal): void {
  beginPersonal(vault, change, prepared, ownExchange(vault));
  for (const row of rows) putPersonalRow(vault.db, vault.id, prepared.key, row);
}

async function rowsByKit(access: KitAccess, compartment: string, owner: string): Promise<PersonalRow[]> {
  const { db, kit } = access;
  const row = db.get('SELECT escrow FROM personal WHERE compartment = ?', idBytes(compartment));
  if (!row) return [];
  const place = { vault: kit.vault, compartment };
  const { user, key } = await openPersonalEscrow(blobOf(row, 'escrow'), kit.identity, place, ownerKeysIn(access));
  try {
    return user === owner ? personalRows(db, kit.vault, key) : [];
  } finally {
    wipePersonalKey(key);
  }
}
