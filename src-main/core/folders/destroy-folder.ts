import { wipeCompartmentKey } from '../access/compartment-key.ts';
import { issueKeyrings } from '../access/issue-keyrings.ts';
import { idBytes } from '../crypto/bytes.ts';
import { folderIndex } from '../documents/folder-index.ts';
import { ObjectStage } from '../documents/object-stage.ts';
import { bury } from '../documents/tombstone.ts';
import { blobOf, idOf } from '../ports/row.ts';
import { removeMessage } from '../records/message-rows.ts';
import { changeVault } from '../vault/change.ts';
import { forgetCopies, removeCopiesSince } from '../vault/copies.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { removeSetAsidesSince } from '../vault/set-aside.ts';
import { findFolder } from './find-folder.ts';

/**
 * Erases a folder with all its documents, notes and keys, and its archive, which need not be opened for that. Every keyring
 * is issued anew without it.
 * @returns how many documents and archived documents are gone.
 * @throws VaultError `not-authorised`, `not-found`.
 */
export async function destroyFolder(
  vault: OpenVault,
  reference: string,
  reason: string,
): Promise<{ id: string; documents: number; archived: number }> {
  requirePrivacyOfficer(vault);
  const { compartment, body } = findFolder(vault, reference);
  const { id } = compartment;
  const archive = compartment.members.archive?.compartment ?? null;
  const index = await folderIndex(vault, id);
  const documents = [...index.documents].map((document) => document.id);
  const archived = archive === null ? [] : messagesOf(vault, archive);
  const objects = [...objectsOf(vault, id), ...(archive === null ? [] : archivedObjectsOf(vault, archive))];
  const copies = [
    ...(await removeCopiesSince(vault, body.createdAt)),
    ...(await removeSetAsidesSince(vault, body.createdAt)),
  ];
  await ObjectStage.use(vault, async (stage) => {
    changeVault(vault, (change) => {
      change.destroyCompartment(id);
      for (const message of archived) removeMessage(vault.db, change, message);
      if (archive !== null) vault.db.run('DELETE FROM compartment_keys WHERE compartment = ?', idBytes(archive));
      issueKeyrings(vault, change);
      const compartments = archive === null ? [id] : [id, archive];
      bury(vault, change, { documents: [...documents, ...archived], objects, compartments });
      forgetCopies(vault, copies);
      const counts = { documents: documents.length, archived: archived.length };
      change.tell('folder-destroyed', { folder: id, ...counts, reason });
    });
    stage.drop(objects);
  });
  vault.db.checkpoint();
  for (const key of compartment.keys.values()) wipeCompartmentKey(key);
  return { id, documents: documents.length, archived: archived.length };
}

function messagesOf({ db }: OpenVault, archive: string): string[] {
  return db.all('SELECT id FROM messages WHERE compartment = ?', idBytes(archive)).map((row) => idOf(row, 'id'));
}

function objectsOf({ db }: OpenVault, compartment: string): Buffer[] {
  return db
    .all('SELECT object FROM contents WHERE compartment = ?', idBytes(compartment))
    .map((row) => blobOf(row, 'object'));
}

function archivedObjectsOf({ db }: OpenVault, archive: string): Buffer[] {
  const sql = `SELECT object FROM message_contents JOIN messages ON messages.id = message_contents.message
    WHERE messages.compartment = ?`;
  return db.all(sql, idBytes(archive)).map((row) => blobOf(row, 'object'));
}
