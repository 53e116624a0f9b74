import { describe, expect, test } from 'vitest';
import { findArchived } from '../../../src-main/core/archive/find-archived.ts';
import { listArchive } from '../../../src-main/core/archive/list-archive.ts';
import { sealDocuments } from '../../../src-main/core/archive/seal-documents.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { idBytes, newId } from '../../../src-main/core/crypto/bytes.ts';
import { findDocument } from '../../../src-main/core/documents/find-document.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { blobOf } from '../../../src-main/core/ports/row.ts';
import { insertMessage } from '../../../src-main/core/records/message-rows.ts';
import { sealMessage } from '../../../src-main/core/records/sealed-message.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { compartmentOf, type OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { as, type Prepared, people, prepare, reason, sealBrief } from './support.ts';

const office = sharedOffice(people);
const password = officerPassphrase;

/** `brief.txt` sealed by Els; what somebody with the database key then does to it, and what is found. */
async function tamperedWith(
  tamper: (db: OpenVault['db'], id: Buffer, at: Prepared) => void,
): Promise<{ at: Prepared; id: string; listed: Awaited<ReturnType<typeof listArchive>>; found: string[] }> {
  const at = await prepare(office());
  const [sealed] = await as(at, 'Els', (els) => sealBrief(els, at));
  const id = sealed?.id ?? '';
  return await as(at, officerName, async (officer) => {
    tamper(officer.db, idBytes(id), at);
    const listed = await listArchive(officer, { folder: null, password });
    const request = { folder: at.folder, document: id, reason, password };
    await expect(findArchived(officer, request)).rejects.toMatchObject({
      code: 'integrity-violated',
      details: { part: `messages ${id}` },
    });
    const { findings } = await checkVault(officer, unwatched);
    return { at, id, listed, found: findings.map(({ part, problem }) => `${part} ${problem}`) };
  });
}

describe('an archived document that somebody with the database key', () => {
  test('removed is named by list, opening and check', async () => {
    const { at, id, listed, found } = await tamperedWith((db, message) => {
      db.run('DELETE FROM message_contents WHERE message = ?', message);
      db.run('DELETE FROM messages WHERE id = ?', message);
    });
    expect(listed).toEqual({ documents: [], broken: [{ id, folder: at.folder, problem: 'missing' }] });
    expect(found).toContain(`messages ${id} missing`);
  });

  test('altered in one byte is named', async () => {
    const { at, id, listed, found } = await tamperedWith((db, message) => {
      const sealed = blobOf(db.get('SELECT sealed FROM messages WHERE id = ?', message) ?? {}, 'sealed');
      sealed.writeUInt8(sealed.readUInt8(300) ^ 1, 300);
      db.run('UPDATE messages SET sealed = ? WHERE id = ?', sealed, message);
    });
    expect(listed.broken).toEqual([{ id, folder: at.folder, problem: 'altered' }]);
    expect(found).toContain(`messages ${id} altered`);
  });

  test('left without one of its versions is named', async () => {
    const { id, listed, found } = await tamperedWith((db, message) => {
      db.run('DELETE FROM message_contents WHERE message = ? AND number = 1', message);
    });
    expect(listed.broken).toMatchObject([{ id, problem: 'altered' }]);
    expect(found).toContain(`messages ${id} altered`);
  });

  test('moved to where nobody looks is named', async () => {
    const { id, listed, found } = await tamperedWith((db, message) => {
      db.run('UPDATE messages SET compartment = ? WHERE id = ?', idBytes(newId()), message);
    });
    expect(listed.broken).toMatchObject([{ id, problem: 'missing' }]);
    expect(found).toContain(`messages ${id} altered`);
  });

  test('locked away by another key row of the archive is named', async () => {
    const { id, listed } = await tamperedWith((db) => {
      db.run(
        `UPDATE compartment_keys SET step_up = (SELECT escrow FROM compartment_keys LIMIT 1) WHERE step_up IS NOT NULL`,
      );
    });
    expect(listed.broken).toMatchObject([{ id, problem: 'altered' }]);
  });
});

describe('what is not by somebody who might', () => {
  test('a reader who writes into the archive by other means than the program', async () => {
    const at = await prepare(office());
    const forged = newId();
    await as(at, 'Ria', (ria) => {
      const mailbox = compartmentOf(ria, at.folder).members.archive;
      if (!mailbox) throw new Error('a folder has an archive');
      const { id, author } = { id: ria.user.id, author: ria.user.author };
      const version = {
        number: 1,
        size: 0,
        modifiedAt: 0,
        addedAt: 0,
        sha256: '0'.repeat(64),
        fileKey: `${'A'.repeat(22)}==`,
      };
      changeVault(ria, (change) => {
        const sealed = sealMessage(
          ria.id,
          mailbox,
          idBytes(forged),
          { id, signing: author.signing },
          {
            type: 'archived-document',
            at: change.position,
            body: { folder: at.folder, name: 'vervalst.txt', versions: [version], sealedAt: change.at },
          },
        );
        insertMessage(ria.db, ria.id, change, {
          id: forged,
          compartment: mailbox.compartment,
          epoch: mailbox.epoch,
          sealed,
          contents: [{ header: Buffer.alloc(1), object: Buffer.alloc(32) }],
        });
        change.tell('document-sealed', { folder: at.folder, document: forged }, forged);
      });
    });
    await as(at, officerName, async (officer) => {
      const { documents, broken } = await listArchive(officer, { folder: null, password });
      expect(documents).toEqual([]);
      expect(broken).toEqual([{ id: forged, folder: at.folder, problem: 'altered' }]);
    });
  });

  test('a document that a reader signed is not sealed, which would make it good', async () => {
    const at = await prepare(office());
    await as(at, 'Ria', async (ria) => {
      const { document } = await findDocument(ria, { folder: at.folder, document: 'groot.bin' });
      changeVault(ria, (change) => {
        change.updateRecord(at.folder, document.id, 'document', { ...document.body, name: 'vervalst.bin' });
        change.tell('document-renamed', { folder: at.folder, document: document.id }, document.id);
      });
      // As a writer who trusts what lies there would: the commit by the reader alone breaks the folder for everybody else.
      const compartment = compartmentOf(ria, at.folder);
      ria.compartments.set(at.folder, { ...compartment, rights: 'write' });
      const sealing = sealDocuments(ria, at.folder, ['vervalst.bin'], unwatched);
      await expect(sealing).rejects.toMatchObject({
        code: 'integrity-violated',
        details: { part: `records ${document.id}` },
      });
    });
  });
});
