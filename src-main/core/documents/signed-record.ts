import { violated } from '../../contract/errors.ts';
import { type DocumentBody, DocumentBodySchema } from '../records/bodies.ts';
import { type OpenRow, readRecord, requireByItsAuthor } from '../records/open-row.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import type { IndexedDocument } from './folder-index.ts';

/**
 * The record of a document, by its verified author.
 * @throws VaultError `integrity-violated` part `records <id>` when she might not write it.
 */
export function requireSignedRecord(
  vault: OpenVault,
  compartment: OpenCompartment,
  { id }: Pick<IndexedDocument, 'id'>,
): OpenRow<DocumentBody> {
  const record = readRecord(vault, compartment, id, 'document', DocumentBodySchema);
  if (!record) {
    throw violated(`records ${id}`, 'a document without its record');
  }
  requireByItsAuthor(vault, compartment, record);
  return record;
}
