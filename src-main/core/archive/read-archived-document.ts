import { type ReadDocument, readContent } from '../documents/read-document.ts';
import type { Job } from '../job.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type ArchiveRequest, archivedVersion, findArchived } from './find-archived.ts';

/**
 * Reads a version of an archived document to show it. The log has it with the reason before anything of it is given.
 * @param number of the version; null for the newest.
 * @throws VaultError those of `findArchived` and `readContent`; `vault-read-only`: what cannot be logged is not shown.
 */
export async function readArchivedDocument(
  vault: OpenVault,
  request: ArchiveRequest,
  number: number | null,
  job: Job,
): Promise<ReadDocument> {
  const { compartment, archived, reason } = await findArchived(vault, request);
  const { id, name } = archived;
  const version = archivedVersion(archived, number);
  const content = await readContent(vault, name, version, job, () => {
    changeVault(vault, (change) => {
      const facts = { folder: compartment.id, document: id, version: version.body.number, reason };
      change.tell('archive-read', facts, id);
    });
  });
  return { id, name, version: version.body.number, content };
}
