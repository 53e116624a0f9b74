import type { OpenVault } from '../vault/open-vault.ts';
import { eraseDocuments } from './erase-documents.ts';
import { type DocumentReference, findWritableDocument } from './find-document.ts';

/**
 * Erases a document, from its folder or from the bin. A name that means one in each is not guessed at.
 * @param reason kept in the log.
 * @throws VaultError `not-found`, `not-authorised`, `invalid-input`.
 */
export async function eraseDocument(
  vault: OpenVault,
  reference: DocumentReference,
  reason: string,
): Promise<{ id: string; name: string }> {
  const placed = await findWritableDocument(vault, reference, 'anywhere');
  const { compartment, document } = placed;
  const { id, name } = document;
  await eraseDocuments(vault, placed, [document], (change) =>
    change.tell('document-erased', { folder: compartment.id, document: id, reason }),
  );
  return { id, name };
}
