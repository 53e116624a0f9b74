import { base64, idBytes, newId } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { folderIndex } from '../documents/folder-index.ts';
import { ObjectStage } from '../documents/object-stage.ts';
import { type Reencrypted, reencryptAll } from '../documents/reencrypt.ts';
import { requireFreeName } from '../documents/rename-document.ts';
import type { Job } from '../job.ts';
import type { DocumentBody, VersionBody } from '../records/bodies.ts';
import { removeMessage } from '../records/message-rows.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type OpenVault, presentKeyOf } from '../vault/open-vault.ts';
import { type ArchiveRequest, findArchived } from './find-archived.ts';
import type { Archived } from './open-archive.ts';

/**
 * Moves a document out of the archive back into its folder, all versions encrypted anew and signed by the Privacy Officer.
 * It keeps its id, unless another row has that by now. Progress in bytes.
 * @throws VaultError those of `findArchived`; `name-taken`, `integrity-violated`, `vault-read-only`, `cancelled`.
 */
export async function returnDocument(
  vault: OpenVault,
  request: ArchiveRequest,
  job: Job,
): Promise<{ id: string; name: string; folder: string; versions: number }> {
  const { compartment, archived, reason } = await findArchived(vault, request);
  const { name, versions } = archived;
  const sealedAs = archived.id;
  const id = isTaken(vault, sealedAs) ? newId() : sealedAs;
  requireFreeName(await folderIndex(vault, compartment.id), name, id, 'in-the-way');
  await ObjectStage.use(vault, async (stage) => {
    const { recipient } = presentKeyOf(compartment).identity;
    const returned = await reencryptAll(vault, stage, versions, recipient, job);
    try {
      await stage.sync();
      changeVault(vault, (change) => {
        writeBack(change, compartment.id, { ...archived, id }, returned);
        removeMessage(vault.db, change, sealedAs);
        // Stays when all that is about the document is erased, as proof of who took it out.
        change.tell('message-removed', { message: sealedAs });
        change.tell('archive-returned', { folder: compartment.id, document: sealedAs, reason }, sealedAs);
      });
    } finally {
      wipe(...returned.map(({ fileKey }) => fileKey));
    }
    stage.keep(returned.map(({ object }) => object));
    stage.drop(versions.map(({ object }) => object));
  });
  vault.db.checkpoint();
  return { id, name, folder: compartment.id, versions: versions.length };
}

/** Ids are no secret, and a row of any compartment may have been given one: that must keep no document in the archive. */
function isTaken({ db }: OpenVault, id: string): boolean {
  return db.get('SELECT id FROM records WHERE id = ?', idBytes(id)) !== undefined;
}

function writeBack(
  change: Change,
  folder: string,
  { id: document, name, body }: Archived,
  returned: readonly Reencrypted[],
): void {
  const ids = returned.flatMap(({ fileKey, header, object }, index) => {
    const known = body.versions[index];
    if (!known) return [];
    const id = newId();
    const version: VersionBody = { ...known, document, fileKey: base64(fileKey) };
    change.insertContent(folder, id, version, header, object);
    return [id];
  });
  const [first, newest] = [body.versions[0], body.versions.at(-1)];
  if (!first || !newest) return;
  const record: DocumentBody = {
    name,
    current: newest.number,
    versions: ids,
    createdAt: first.addedAt,
    binned: null,
    size: newest.size,
    modifiedAt: newest.modifiedAt,
  };
  change.insertRecord(folder, 'document', record, document);
}
