import type { ImportedFile } from '../../contract/documents.ts';
import { VaultError } from '../../contract/errors.ts';
import { findWritableFolder } from '../folders/find-folder.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { ImportEntry } from '../ports/import-source.ts';
import { type OpenVault, requireChangeable } from '../vault/open-vault.ts';
import { folderIndex } from './folder-index.ts';
import { ImportBatch } from './import-batch.ts';
import { ImportFiles } from './import-files.ts';
import { ObjectStage } from './object-stage.ts';

/**
 * Imports files, and folders to the bottom, into a folder. A name that exists becomes a new version, unless the file is
 * byte for byte the current one. What is wrong with a file is told of that file; files that were taken in are durable and
 * whole, whatever happens to the others. Progress in bytes.
 * @param paths absolute.
 * @returns what became of each file, in the order of their names below each path.
 * @throws VaultError `not-found`, `not-authorised`, `cancelled`, `disk-full`, …: `details.documents` is how many were taken in.
 */
export async function importDocuments(
  vault: OpenVault,
  folder: string,
  paths: readonly string[],
  job: Job,
): Promise<ImportedFile[]> {
  const { compartment } = findWritableFolder(vault, folder);
  requireChangeable(vault);
  const index = await folderIndex(vault, compartment.id);
  const found: ImportEntry[] = [];
  for await (const entry of vault.env.importSource.walk(paths, { ownVault: vault.paths.folder })) {
    checkCancelled(job);
    found.push(entry);
  }
  return await ObjectStage.use(vault, async (stage) => {
    const batch = new ImportBatch(vault, compartment.id, index, stage);
    const files = new ImportFiles({ vault, compartment, index, stage, batch, job }, found);
    let failure = await files.run();
    try {
      // Also when something failed: what is whole stays.
      await batch.flush();
    } catch (error) {
      failure ??= error;
    }
    if (failure !== null) throw withCount(failure, batch.documents);
    return files.results;
  });
}

function withCount(error: unknown, documents: number): unknown {
  if (!(error instanceof VaultError)) return error;
  return new VaultError(error.code, error.message, { details: { ...error.details, documents }, cause: error });
}
