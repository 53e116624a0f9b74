import { findFolder, requireWrite } from '../folders/find-folder.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { type FolderIndex, folderIndex, type IndexedDocument, type Whereabouts } from './folder-index.ts';

/** A document in its folder. */
export interface PlacedDocument {
  readonly compartment: OpenCompartment;
  readonly index: FolderIndex;
  readonly document: IndexedDocument;
}

/** What is meant, by id or name each. */
export interface DocumentReference {
  readonly folder: string;
  readonly document: string;
}

/** @throws VaultError `not-found`; `invalid-input` where several are meant. */
export async function findDocument(
  vault: OpenVault,
  { folder, document: reference }: DocumentReference,
  where: Whereabouts = 'folder',
): Promise<PlacedDocument> {
  const { compartment } = findFolder(vault, folder);
  const index = await folderIndex(vault, compartment.id);
  return { compartment, index, document: index.find(reference, where) };
}

/** As `findDocument`. @throws VaultError `not-authorised` without `write` in the folder, whatever lies there. */
export async function findWritableDocument(
  vault: OpenVault,
  reference: DocumentReference,
  where: Whereabouts = 'folder',
): Promise<PlacedDocument> {
  requireWrite(findFolder(vault, reference.folder).compartment);
  return await findDocument(vault, reference, where);
}
