import { type Change, changeVault } from '../vault/change.ts';
import { forgetCopies, removeCopiesSince } from '../vault/copies.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { noteBin } from './bin-term.ts';
import type { FolderIndex, IndexedDocument } from './folder-index.ts';
import { openVersions } from './list-documents.ts';
import { ObjectStage } from './object-stage.ts';
import { bury } from './tombstone.ts';

/**
 * Erases documents of a folder: records, versions, objects, what the log tells of them, copies of the database that may hold
 * them, and the write-ahead log. Nothing of them is left in the vault when it resolves; backups hold them until they
 * expire, under keys that only the kit opens.
 * @param tell adds the entry that says who erased them, and why.
 */
export async function eraseDocuments(
  vault: OpenVault,
  { compartment, index }: { compartment: OpenCompartment; index: FolderIndex },
  documents: readonly IndexedDocument[],
  tell: (change: Change) => void,
): Promise<void> {
  const versions = documents.flatMap((document) => openVersions(vault, compartment, document));
  const objects = versions.map(({ object }) => object);
  const ids = documents.map(({ id }) => id);
  const since = documents.reduce((earlier, { body }) => Math.min(earlier, body.createdAt), Number.POSITIVE_INFINITY);
  const copies = await removeCopiesSince(vault, since);
  await ObjectStage.use(vault, async (stage) => {
    changeVault(vault, (change) => {
      for (const id of ids) change.deleteRow('records', compartment.id, id);
      for (const { id } of versions) change.deleteRow('contents', compartment.id, id);
      noteBin(vault, change, compartment, index, { without: ids });
      bury(vault, change, { documents: ids, objects, compartments: [] });
      forgetCopies(vault, copies);
      tell(change);
    });
    stage.drop(objects);
  });
  vault.db.checkpoint();
}
