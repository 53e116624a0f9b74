import { personalCompartmentsOf } from '../personal/personal-compartment.ts';
import { personalRows } from '../personal/personal-rows.ts';
import { blobOf, idOf } from '../ports/row.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import { checkStanza, recoveryStanza } from './check-keys.ts';
import type { Findings } from './findings.ts';

/**
 * Everybody's own compartments (docs/formats.md section 14), as far as that goes without their keys: each has an escrow to the
 * recovery key, each row belongs to one, each that an exchange names is there. One's own rows are opened.
 */
export function checkPersonal(vault: OpenVault, findings: Findings): void {
  const { db, personal, directory } = vault;
  const compartments = new Set<string>();
  for (const row of db.all('SELECT compartment, escrow FROM personal')) {
    const id = idOf(row, 'compartment');
    const part = `personal ${id}`;
    compartments.add(id);
    findings.attempt(part, () => checkStanza(findings, part, blobOf(row, 'escrow'), recoveryStanza));
  }
  for (const row of db.all('SELECT id, compartment FROM personal_rows')) {
    if (compartments.has(idOf(row, 'compartment'))) continue;
    findings.add(`personal_rows ${idOf(row, 'id')}`, 'superfluous', 'in a compartment that is not there');
  }
  const named = new Set(personal ? [personal.compartment] : []);
  if (isPrivacyOfficer(vault)) {
    for (const user of directory.users) for (const id of personalCompartmentsOf(vault, user)) named.add(id);
  }
  for (const id of named) {
    if (!compartments.has(id)) findings.add(`personal ${id}`, 'missing', "somebody's own compartment");
  }
  if (personal) findings.attempt('personal_rows', () => personalRows(db, vault.id, personal));
}
