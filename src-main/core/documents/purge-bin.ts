import { isViolation, type VaultError } from '../../contract/errors.ts';
import { isFolder } from '../folders/find-folder.ts';
import { checkCancelled, type Job, unwatched } from '../job.ts';
import { compartmentOf, type OpenVault } from '../vault/open-vault.ts';
import { type Binning, binKeptMs, binnedSince, binRecord, requireBinning } from './bin-term.ts';
import { eraseDocuments } from './erase-documents.ts';
import { folderIndex, type IndexedDocument } from './folder-index.ts';

/** What one entry of the log tells of. */
const mostAtOnce = 1000;

/**
 * Erases what has been in a bin for 30 days, in every folder where the signed-in user may write. Belongs to the work that
 * a sign-in finishes: without something to erase it reads one record for each folder. The log keeps who put each document
 * into the bin, for that is not who erases it here.
 * @returns how many documents were erased.
 * @throws VaultError `cancelled` between two folders; `integrity-violated`, when all others are erased, for a document that
 * nobody rightful put into the bin: it stays.
 */
export async function purgeBin(vault: OpenVault, job: Job = unwatched): Promise<number> {
  let erased = 0;
  let forged: VaultError | null = null;
  const now = vault.env.clock.now();
  for (const compartment of [...vault.compartments.values()]) {
    if (!isFolder(compartment) || compartment.rights !== 'write') continue;
    const emptyBinAt = binRecord(vault, compartment)?.body.emptyBinAt;
    if (emptyBinAt === undefined || emptyBinAt > now) continue;
    checkCancelled(job);
    const due = await dueIn(vault, compartment.id, now);
    forged ??= due.forged;
    for (let start = 0; start < due.documents.length; start += mostAtOnce) {
      await erase(vault, compartment.id, due.documents.slice(start, start + mostAtOnce));
    }
    erased += due.documents.length;
  }
  if (forged) throw forged;
  return erased;
}

interface BinnedDocument {
  readonly document: IndexedDocument;
  readonly binning: Binning;
}

async function dueIn(
  vault: OpenVault,
  folder: string,
  now: number,
): Promise<{ documents: BinnedDocument[]; forged: VaultError | null }> {
  const compartment = compartmentOf(vault, folder);
  const documents: BinnedDocument[] = [];
  let forged: VaultError | null = null;
  for (const document of (await folderIndex(vault, folder)).documents) {
    if (document.body.binned === null || (binnedSince(vault, document) ?? 0) + binKeptMs > now) continue;
    try {
      documents.push({ document, binning: requireBinning(vault, compartment, document) });
    } catch (error) {
      if (!isViolation(error)) throw error;
      forged ??= error;
    }
  }
  return { documents, forged };
}

async function erase(vault: OpenVault, folder: string, due: readonly BinnedDocument[]): Promise<void> {
  const place = { compartment: compartmentOf(vault, folder), index: await folderIndex(vault, folder) };
  const documents = due.map(({ document }) => document);
  await eraseDocuments(vault, place, documents, (change) => {
    const [ids, binnedBy] = [documents.map(({ id }) => id), due.map(({ binning }) => binning.by)];
    // About nothing that could be erased later: what it tells stays.
    change.tell('bin-emptied', { folder, documents: ids, binnedBy });
  });
}
