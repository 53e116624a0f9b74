import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { noteBin } from './bin-term.ts';
import { type DocumentReference, findWritableDocument } from './find-document.ts';
import { requireFreeName } from './rename-document.ts';

/** Puts a document into the bin of its folder, from where it is erased after 30 days. @throws VaultError `not-found`, `not-authorised`. */
export async function binDocument(
  vault: OpenVault,
  reference: DocumentReference,
): Promise<{ id: string; name: string }> {
  const { compartment, index, document } = await findWritableDocument(vault, reference);
  const { id, name, body } = document;
  changeVault(vault, (change) => {
    const binned = { at: change.at, by: vault.user.id };
    change.updateRecord(compartment.id, id, 'document', { ...body, binned });
    noteBin(vault, change, compartment, index, { with: change.at });
    change.tell('document-binned', { folder: compartment.id, document: id }, id);
  });
  return { id, name };
}

/** Takes a document out of the bin. @throws VaultError `not-found`, `not-authorised`, `name-taken`. */
export async function restoreDocument(
  vault: OpenVault,
  reference: DocumentReference,
): Promise<{ id: string; name: string }> {
  const { compartment, index, document } = await findWritableDocument(vault, reference, 'bin');
  const { id, name, body } = document;
  requireFreeName(index, name, id, 'in-the-way');
  changeVault(vault, (change) => {
    change.updateRecord(compartment.id, id, 'document', { ...body, binned: null });
    noteBin(vault, change, compartment, index, { without: [id] });
    change.tell('document-restored', { folder: compartment.id, document: id }, id);
  });
  return { id, name };
}
