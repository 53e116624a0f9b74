import { violated } from '../../contract/errors.ts';
import { parseX25519Recipient } from '../crypto/age/x25519-identity.ts';
import { base64, idBytes } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { folderIndex, type IndexedDocument } from '../documents/folder-index.ts';
import { signedVersions } from '../documents/list-documents.ts';
import { ObjectStage } from '../documents/object-stage.ts';
import { type Reencrypted, reencryptAll } from '../documents/reencrypt.ts';
import { findWritableFolder } from '../folders/find-folder.ts';
import type { Job } from '../job.ts';
import { type ArchivedDocument, ArchivedDocumentSchema } from '../records/bodies.ts';
import { insertMessage } from '../records/message-rows.ts';
import type { OpenVersion } from '../records/open-row.ts';
import { sealMessage } from '../records/sealed-message.ts';
import { type Change, changeVault } from '../vault/change.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import type { Mailbox } from '../vault/schemas.ts';

/** A document with the versions that go into the archive with it. */
interface Leaving {
  readonly document: IndexedDocument;
  readonly versions: readonly OpenVersion[];
}

/**
 * Moves documents into the sealed archive of their folder, with all their versions, encrypted anew for the archive: from then
 * on they are opened by the Privacy Officer alone. What is left of them in the folder is removed. All of them or none.
 * Progress in bytes.
 * @param references ids or paths of documents out of the bin.
 * @throws VaultError `not-found`, `not-authorised`, `invalid-input`; `integrity-violated` for what is not as its author, who
 * might write it, has signed it; `cancelled`.
 */
export async function sealDocuments(
  vault: OpenVault,
  folder: string,
  references: readonly string[],
  job: Job,
): Promise<{ id: string; name: string; versions: number }[]> {
  const { compartment } = findWritableFolder(vault, folder);
  const mailbox = compartment.members.archive;
  if (mailbox === null) {
    throw violated(`compartment ${compartment.id} members`, 'a folder without an archive');
  }
  const index = await folderIndex(vault, compartment.id);
  const documents = new Map(
    references
      .map((reference, place) => index.find(reference, 'folder', `documents.${place}`))
      .map((one) => [one.id, one]),
  );
  const leaving = [...documents.values()].map((document) => {
    return { document, versions: signedVersions(vault, compartment, document) };
  });
  const versions = leaving.flatMap((one) => one.versions);
  await ObjectStage.use(vault, async (stage) => {
    const archived = await reencryptAll(vault, stage, versions, parseX25519Recipient(mailbox.recipient), job);
    try {
      await stage.sync();
      changeVault(vault, (change) => {
        let next = 0;
        for (const one of leaving) {
          const contents = archived.slice(next, next + one.versions.length);
          next += contents.length;
          moveIntoArchive(vault, change, { compartment, mailbox }, one, contents);
        }
      });
    } finally {
      wipe(...archived.map(({ fileKey }) => fileKey));
    }
    stage.keep(archived.map(({ object }) => object));
    stage.drop(versions.map(({ object }) => object));
  });
  // The old file keys are in the write-ahead log until it is emptied.
  vault.db.checkpoint();
  return leaving.map(({ document: { id, name }, versions: { length } }) => ({ id, name, versions: length }));
}

function moveIntoArchive(
  vault: OpenVault,
  change: Change,
  { compartment, mailbox }: { compartment: OpenCompartment; mailbox: Mailbox },
  { document, versions }: Leaving,
  contents: readonly Reencrypted[],
): void {
  const { id, name } = document;
  const body: ArchivedDocument = {
    folder: compartment.id,
    name,
    versions: contents.flatMap(({ fileKey }, index) => {
      const version = versions[index];
      if (!version) return [];
      const { document: _document, ...known } = version.body;
      return [{ ...known, fileKey: base64(fileKey) }];
    }),
    sealedAt: change.at,
  };
  const { user } = vault;
  const author = { id: user.id, signing: user.author.signing };
  const message = { type: 'archived-document', at: change.position, body: ArchivedDocumentSchema.parse(body) };
  const sealed = sealMessage(vault.id, mailbox, idBytes(id), author, message);
  const { compartment: archive, epoch } = mailbox;
  insertMessage(vault.db, vault.id, change, { id, compartment: archive, epoch, sealed, contents });
  change.deleteRow('records', compartment.id, id);
  for (const version of versions) change.deleteRow('contents', compartment.id, version.id);
  change.tell('document-sealed', { folder: compartment.id, document: id }, id);
}
