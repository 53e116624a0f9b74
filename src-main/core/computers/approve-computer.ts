import { invalidInput } from '../../contract/error-reasons.ts';
import { vouchForComputers } from '../backup/sources/backup-writers.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import { activeEntry, sealOfficeSecret } from '../vault/computer.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { computerFingerprint, parseComputerRequest } from './computer-request.ts';

/**
 * Gives a computer the office secret and its place in the directory, once the Privacy Officer has compared fingerprints.
 * @param shown the fingerprint as the other computer shows it; hyphens, spaces and case do not matter.
 * @throws VaultError `not-authorised`, `invalid-input`.
 */
export async function approveComputer(
  vault: OpenVault,
  requestText: string,
  shown: string,
): Promise<{ id: string; name: string; fingerprint: string }> {
  requirePrivacyOfficer(vault);
  const { computer: id, name, signing, recipient } = parseComputerRequest(requestText, vault.id);
  const fingerprint = computerFingerprint(vault.id, { signing, recipient });
  if (comparable(shown) !== comparable(fingerprint)) {
    throw invalidInput('wrong-control-words', 'fingerprint', 'not the fingerprint of this request');
  }
  if (
    vault.directory.computers.some((one) => one.id === id || one.signing === signing || one.recipient === recipient)
  ) {
    throw invalidInput('computer-approved-already', 'request', 'a computer of the vault already');
  }
  const computers = { ...vault.official.computers, [id]: sealOfficeSecret(vault.id, vault.officeSecret, recipient) };
  await changeVaultWithFile(vault, { ...vault.official, computers }, (change) => {
    const entry = activeEntry({ id, name, signing, recipient }, change.position);
    change.setDirectory((directory) => ({ ...directory, computers: [...directory.computers, entry] }));
    vouchForComputers(vault, change);
    change.tell('computer-approved', { computer: id, fingerprint });
  });
  return { id, name, fingerprint };
}

function comparable(fingerprint: string): string {
  return fingerprint.replace(/[\s-]/gu, '').toUpperCase();
}
