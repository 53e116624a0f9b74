import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { findWritableFolder } from './find-folder.ts';
import { newFolderName } from './folder-name.ts';

/** @throws VaultError `not-found`, `not-authorised`, `invalid-input`, `name-taken`. */
export function renameFolder(vault: OpenVault, reference: string, wanted: string): { id: string; name: string } {
  const { compartment, record, body } = findWritableFolder(vault, reference);
  const { id } = compartment;
  const name = newFolderName(vault, wanted, id);
  changeVault(vault, (change) => {
    change.updateRecord(id, record, 'folder', { ...body, name });
    change.tell('folder-renamed', { folder: id }, id);
  });
  return { id, name };
}
