import { notFound } from '../../contract/error-reasons.ts';
import type { Job } from '../job.ts';
import { type OpenVersion, requireByItsAuthor } from '../records/open-row.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type DocumentReference, findDocument, type PlacedDocument } from './find-document.ts';
import { openVersions } from './list-documents.ts';
import { requireSignedRecord } from './signed-record.ts';
import { type OutPlace, requireOutPlace, writeOut } from './write-out.ts';

export interface Export extends OutPlace {
  /** The number of a version; null for the current one. */
  readonly version: number | null;
}

/**
 * Writes a version of a document to a file outside the vault. The log is told before the first byte leaves; the file gets
 * its name when its content is known to be what its author signed.
 * @throws VaultError `not-found`, `file-exists`, `invalid-input`, `integrity-violated`, `cancelled`.
 */
export async function getDocument(
  vault: OpenVault,
  reference: DocumentReference,
  wanted: Export,
  job: Job,
): Promise<{ id: string; name: string; version: number; sizeBytes: number; sha256: string }> {
  const placed = await findDocument(vault, reference);
  const version = wantedVersion(vault, placed, wanted.version);
  await requireOutPlace(vault, wanted);
  const { compartment, document } = placed;
  const { number, sha256, size: sizeBytes } = version.body;
  await writeOut(vault, version, wanted, job, () => {
    // A vault that takes no changes can still be read: that is what it is open for (docs/threat-model.md, limits).
    if (vault.readOnly) return;
    changeVault(vault, (change) => {
      change.tell('document-exported', { folder: compartment.id, document: document.id, version: number }, document.id);
    });
  });
  return { id: document.id, name: document.name, version: number, sizeBytes, sha256 };
}

/**
 * A version that its author signed. @param number null for the current one.
 * @throws VaultError `not-found`, `integrity-violated`.
 */
export function wantedVersion(
  vault: OpenVault,
  { compartment, document }: PlacedDocument,
  number: number | null,
): OpenVersion {
  requireSignedRecord(vault, compartment, document);
  const versions = openVersions(vault, compartment, document);
  const version = versions.find(({ body }) => body.number === (number ?? document.body.current));
  if (!version) throw notFound('version', 'version', 'no such version');
  requireByItsAuthor(vault, compartment, version);
  return version;
}
