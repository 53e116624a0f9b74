import { isFolder } from '../folders/find-folder.ts';
import { checkCancelled, type Job, unwatched } from '../job.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { binKeptMs, binRecord } from './bin-term.ts';
import { eraseDocuments } from './erase-documents.ts';
import { folderIndex } from './folder-index.ts';

/**
 * Erases what has been in a bin for 30 days, in every folder where the signed-in user may write. Belongs to the work that
 * a sign-in finishes: without something to erase it reads one record for each folder.
 * @returns how many documents were erased. @throws VaultError `cancelled` between two folders.
 */
export async function purgeBin(vault: OpenVault, job: Job = unwatched): Promise<number> {
  let erased = 0;
  const now = vault.env.clock.now();
  for (const compartment of [...vault.compartments.values()]) {
    if (!isFolder(compartment) || compartment.rights !== 'write') continue;
    const emptyBinAt = binRecord(vault, compartment)?.body.emptyBinAt;
    if (emptyBinAt === undefined || emptyBinAt > now) continue;
    checkCancelled(job);
    const index = await folderIndex(vault, compartment.id);
    const due = [...index.documents].filter(({ body: { binned } }) => binned !== null && binned.at + binKeptMs <= now);
    if (due.length === 0) continue;
    await eraseDocuments(vault, { compartment, index }, due, (change) =>
      change.tell('bin-emptied', { folder: compartment.id, documents: due.map(({ id }) => id) }, compartment.id),
    );
    erased += due.length;
  }
  return erased;
}
