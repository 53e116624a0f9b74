import { splitAgeFile } from '../crypto/age/header.ts';
import { parseHeader } from '../crypto/age/header-format.ts';
import { blobOf, idOf, integerOf, optionalBlobOf } from '../ports/row.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import type { Findings } from './findings.ts';

export const recoveryStanza = 'mlkem768x25519';
const stepUpStanza = 'X25519';

/**
 * The key rows of compartments and archives (docs/formats.md section 7.5): one for each epoch, each an age file to the one
 * recipient that it should be for. What is in them only the recovery key and the step-up identity tell; `recoveryCheck`
 * and every opening of an archive do.
 */
export function checkKeys(vault: OpenVault, findings: Findings): void {
  const epochs = new Map<string, Set<number>>();
  const compartments = new Map<string, number>();
  for (const row of vault.db.all('SELECT id, epoch FROM compartments')) {
    const id = idOf(row, 'id');
    findings.attempt(`compartment ${id}`, () => compartments.set(id, integerOf(row, 'epoch')));
  }
  const archives = archiveEpochs(vault);
  for (const row of vault.db.all('SELECT compartment, epoch, escrow, step_up FROM compartment_keys')) {
    const id = idOf(row, 'compartment');
    const epoch = findings.attempt(`compartment ${id} keys`, () => integerOf(row, 'epoch'));
    if (epoch === null) continue;
    const stepUp = optionalBlobOf(row, 'step_up');
    const part = `compartment ${id} key ${epoch}`;
    findings.attempt(part, () => checkStanza(findings, part, blobOf(row, 'escrow'), recoveryStanza));
    if (stepUp) findings.attempt(part, () => checkStanza(findings, part, stepUp, stepUpStanza));
    epochs.set(id, (epochs.get(id) ?? new Set()).add(epoch));
    if (compartments.has(id) === (stepUp !== null)) {
      findings.add(part, 'altered', 'archives, and nothing else, have a row for the step-up identity');
    }
    if (!compartments.has(id) && isPrivacyOfficer(vault) && vault.broken.size === 0 && !archives.has(id)) {
      findings.add(part, 'superfluous', 'a key of nothing that is known');
    }
  }
  for (const [id, last] of [...compartments, ...archives]) {
    // Only the first gap, since the epoch of a compartment that she cannot open is anybody's word.
    let epoch = 1;
    while (epochs.get(id)?.has(epoch)) epoch += 1;
    if (epoch <= last) findings.add(`compartment ${id} key ${epoch}`, 'missing', 'there is no such row');
  }
}

/** The archives of the folders that the signed-in user can open, with their present epoch. */
function archiveEpochs(vault: OpenVault): Map<string, number> {
  const archives = new Map<string, number>();
  for (const { members } of vault.compartments.values()) {
    if (members.archive) archives.set(members.archive.compartment, members.archive.epoch);
  }
  return archives;
}

/** That a file is sealed to one recipient of the kind `type`. */
export function checkStanza(findings: Findings, part: string, file: Buffer, type: string): void {
  const { stanzas } = parseHeader(splitAgeFile(file).header);
  if (stanzas.length !== 1 || stanzas[0]?.args[0] !== type) {
    findings.add(part, 'altered', `not sealed to one recipient of the kind ${type}`);
  }
}
