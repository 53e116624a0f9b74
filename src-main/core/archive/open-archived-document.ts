import { requireOutPlace, writeOut } from '../documents/write-out.ts';
import type { Job } from '../job.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type ArchiveRequest, archivedVersion, findArchived } from './find-archived.ts';

/**
 * Writes a version of an archived document to a file outside the vault. The log has the reason before the first byte leaves.
 * Progress in bytes.
 * @param wanted.version null for the newest; @param wanted.outPath absolute.
 * @throws VaultError those of `findArchived` and `writeOut`; `file-exists`; `vault-read-only`: what cannot be logged is not
 * opened.
 */
export async function openArchivedDocument(
  vault: OpenVault,
  request: ArchiveRequest,
  wanted: { readonly version: number | null; readonly outPath: string },
  job: Job,
): Promise<{ id: string; name: string; version: number; sizeBytes: number; sha256: string }> {
  const { compartment, archived, reason } = await findArchived(vault, request);
  const { id, name } = archived;
  const version = archivedVersion(archived, wanted.version);
  const place = { outPath: wanted.outPath, overwrite: false };
  await requireOutPlace(vault, place);
  const { number, size: sizeBytes, sha256 } = version.body;
  await writeOut(vault, version, place, job, () => {
    changeVault(vault, (change) => {
      const facts = { folder: compartment.id, document: id, version: number, reason };
      change.tell('archive-opened', facts, id);
    });
  });
  return { id, name, version: number, sizeBytes, sha256 };
}
