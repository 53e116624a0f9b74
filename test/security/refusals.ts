import { VaultError } from '../../src-main/contract/errors.ts';
import { listDocuments, listVersions } from '../../src-main/core/documents/list-documents.ts';
import { listFolders } from '../../src-main/core/folders/list-folders.ts';
import { listNotes } from '../../src-main/core/folders/notes.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import type { officerName } from '../support/test-vault.ts';
import type { Person, WorkingOffice } from './office.ts';

/**
 * Signs somebody in and reads all her folders, names, notes, documents and versions.
 * @returns the parts that are refused as not what the log and the Privacy Officer say; empty when everything is accepted.
 */
export async function refusals({ office }: WorkingOffice, name: Person | typeof officerName): Promise<string[]> {
  const refused = new Set<string>();
  const attempt = async (work: () => unknown) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof VaultError) || error.code !== 'integrity-violated') throw error;
      refused.add(String(error.details.part));
      return null;
    }
  };
  let vault: OpenVault | null = null;
  await attempt(async () => {
    vault = await office.open(name);
  });
  if (vault !== null) {
    try {
      await readAll(vault, refused, attempt);
    } finally {
      await closeVault(vault);
    }
  }
  return [...refused];
}

async function readAll(
  vault: OpenVault,
  refused: Set<string>,
  attempt: (work: () => unknown) => Promise<unknown>,
): Promise<void> {
  for (const { error } of vault.broken.values()) refused.add(String(error.details.part));
  const { folders, broken } = listFolders(vault);
  for (const id of broken) if (!vault.broken.has(id)) refused.add(`compartment ${id}`);
  for (const { id } of folders) {
    await attempt(() => listNotes(vault, id));
    await attempt(async () => {
      for (const document of await listDocuments(vault, id, false)) {
        await attempt(() => listVersions(vault, { folder: id, document: document.id }));
      }
    });
  }
}
