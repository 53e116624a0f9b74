import { invalidInput } from '../../contract/error-reasons.ts';
import { base64, newId } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { findWritableFolder } from '../folders/find-folder.ts';
import type { Job } from '../job.ts';
import type { VersionBody } from '../records/bodies.ts';
import type { OpenVersion } from '../records/open-row.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type OpenVault, presentKeyOf } from '../vault/open-vault.ts';
import { type DocumentReference, findWritableDocument, type PlacedDocument } from './find-document.ts';
import { folderIndex } from './folder-index.ts';
import { signedVersions } from './list-documents.ts';
import { ObjectStage } from './object-stage.ts';
import { type Reencrypted, reencryptAll } from './reencrypt.ts';
import { requireFreeName } from './rename-document.ts';

/**
 * Moves a document with all its versions into another folder: encrypted again under fresh file keys, signed by the mover,
 * and gone from where it was, so that whoever had only the old folder can open nothing of it from now on.
 * @returns the document's id, which stays, its name, and the id of its folder.
 * @throws VaultError `not-found`, `not-authorised`, `name-taken`, `invalid-input` for its own folder, `cancelled`.
 */
export async function moveDocument(
  vault: OpenVault,
  reference: DocumentReference,
  toFolder: string,
  job: Job,
): Promise<{ id: string; name: string; folder: string; versions: number }> {
  const placed = await findWritableDocument(vault, reference);
  const target = findWritableFolder(vault, toFolder, 'toFolder').compartment;
  const { compartment, document } = placed;
  if (target.id === compartment.id) {
    throw invalidInput('same-folder', 'toFolder', 'it lies there already');
  }
  requireFreeName(await folderIndex(vault, target.id), document.name, document.id, 'in-the-way');
  const versions = signedVersions(vault, compartment, document);
  await ObjectStage.use(vault, async (stage) => {
    const { recipient } = presentKeyOf(target).identity;
    const moved = await reencryptAll(vault, stage, versions, recipient, job);
    try {
      await stage.sync();
      changeVault(vault, (change) => rewrite(change, placed, target.id, versions, moved));
    } finally {
      wipe(...moved.map(({ fileKey }) => fileKey));
    }
    stage.keep(moved.map(({ object }) => object));
    stage.drop(versions.map(({ object }) => object));
  });
  // Until it is emptied, the write-ahead log has the name and the file keys under the key of the old folder.
  vault.db.checkpoint();
  return { id: document.id, name: document.name, folder: target.id, versions: versions.length };
}

function rewrite(
  change: Change,
  { compartment, document }: PlacedDocument,
  target: string,
  versions: readonly OpenVersion[],
  moved: readonly Reencrypted[],
): void {
  change.deleteRow('records', compartment.id, document.id);
  for (const { id } of versions) change.deleteRow('contents', compartment.id, id);
  const ids = moved.flatMap(({ fileKey, header, object }, index) => {
    const version = versions[index];
    if (!version) return [];
    const id = newId();
    const body: VersionBody = { ...version.body, fileKey: base64(fileKey) };
    change.insertContent(target, id, body, header, object);
    return [id];
  });
  change.insertRecord(target, 'document', { ...document.body, versions: ids }, document.id);
  change.tell('document-moved', { document: document.id, from: compartment.id, to: target }, document.id);
}
