import type { ErrorReason } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { requireDocumentName } from './document-name.ts';
import { type DocumentReference, findWritableDocument } from './find-document.ts';
import type { FolderIndex } from './folder-index.ts';

/**
 * Gives a document another path within its folder.
 * @throws VaultError `not-found`, `not-authorised`, `invalid-input`, `name-taken`.
 */
export async function renameDocument(
  vault: OpenVault,
  reference: DocumentReference,
  name: string,
): Promise<{ id: string; name: string }> {
  requireDocumentName(name);
  const { compartment, index, document } = await findWritableDocument(vault, reference);
  const { id, body } = document;
  requireFreeName(index, name, id);
  changeVault(vault, (change) => {
    change.updateRecord(compartment.id, id, 'document', { ...body, name });
    change.tell('document-renamed', { folder: compartment.id, document: id }, id);
  });
  return { id, name };
}

/**
 * @param id the document that may be called so.
 * @param other whether its name was chosen just now, or another one is in the way of the name that it has.
 * @throws VaultError `name-taken` by another one out of the bin.
 */
export function requireFreeName(
  index: FolderIndex,
  name: string,
  id: string,
  other: 'chosen' | 'in-the-way' = 'chosen',
): void {
  const taken = index.named(name);
  if (taken && taken.id !== id) {
    const reason: ErrorReason<'name-taken'> = 'document-in-the-way';
    throw new VaultError('name-taken', 'a document is called so already', {
      details: other === 'chosen' ? { input: 'name' } : { input: 'document', reason },
    });
  }
}
