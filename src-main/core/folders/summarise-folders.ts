import { VaultError } from '../../contract/errors.ts';
import { presentMember, presentMembers } from '../access/member-list.ts';
import { EntryTimes } from '../audit/entry-times.ts';
import { folderIndex } from '../documents/folder-index.ts';
import { isPrivacyOfficer, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';
import { isFolder } from './find-folder.ts';

/** What a list of folders shows beside their names. Times in ms UTC. */
export interface FolderSummary {
  readonly id: string;
  /** Those in the bin left out. */
  readonly documents: number;
  /** When the last of its documents and notes was written; null for an empty one. */
  readonly changedAt: number | null;
  /** Who can open it, the Privacy Officer included. */
  readonly people: number;
  /** When the one who asks was given it; null for the Privacy Officer. */
  readonly since: number | null;
}

/**
 * How much there is in each folder. The first time in a session it opens every record, which full search needs as well,
 * giving other calls their turn meanwhile. A damaged folder is left out: the list of folders names it.
 */
export async function summariseFolders(vault: OpenVault): Promise<FolderSummary[]> {
  const summaries: FolderSummary[] = [];
  const times = new EntryTimes(vault);
  for (const compartment of [...vault.compartments.values()].filter(isFolder)) {
    try {
      summaries.push(await summarise(vault, compartment, times));
    } catch (error) {
      if (!(error instanceof VaultError && ['integrity-violated', 'not-found'].includes(error.code))) throw error;
    }
  }
  return summaries;
}

async function summarise(
  vault: OpenVault,
  { id, members }: OpenCompartment,
  times: EntryTimes,
): Promise<FolderSummary> {
  const index = await folderIndex(vault, id);
  let documents = 0;
  for (const { body } of index.documents) if (body.binned === null) documents += 1;
  const { lastWrittenAt } = index;
  const own = isPrivacyOfficer(vault) ? null : presentMember(members, vault.user.id);
  return {
    id,
    documents,
    changedAt: lastWrittenAt === null ? null : times.at(lastWrittenAt),
    people: presentMembers(members).length + 1,
    since: own && times.at(own.from),
  };
}
