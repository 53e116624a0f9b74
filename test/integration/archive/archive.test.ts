import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listArchive } from '../../../src-main/core/archive/list-archive.ts';
import { openArchivedDocument } from '../../../src-main/core/archive/open-archived-document.ts';
import { returnDocument } from '../../../src-main/core/archive/return-document.ts';
import { sealDocuments } from '../../../src-main/core/archive/seal-documents.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { openWithX25519 } from '../../../src-main/core/crypto/age/seal.ts';
import { findDocuments } from '../../../src-main/core/documents/find-documents.ts';
import { getDocument } from '../../../src-main/core/documents/get-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { listDocuments, listVersions } from '../../../src-main/core/documents/list-documents.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { blobOf } from '../../../src-main/core/ports/row.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { findUser } from '../../../src-main/core/vault/directory.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { as, first, objectNames, people, prepare, reason, sealBrief, second } from './support.ts';

const office = sharedOffice(people);
const password = officerPassphrase;
const prepared = () => prepare(office());

describe('sealing', () => {
  test('takes a document with all its versions, its objects and what was found of it out of the folder', async () => {
    const at = await prepared();
    const before = objectNames(at);
    await as(at, 'Els', async (els) => {
      expect(await findDocuments(els, 'brief', 10)).toHaveLength(1);
      expect(await sealBrief(els, at)).toMatchObject([{ name: 'brief.txt', versions: 2 }]);
      expect((await listDocuments(els, at.folder, false)).map(({ name }) => name)).toEqual(['groot.bin']);
      expect(await findDocuments(els, 'brief', 10)).toEqual([]);
      expect(els.db.all('SELECT id FROM contents')).toHaveLength(1);
      expect((await checkVault(els, unwatched)).findings).toEqual([]);
    });
    const after = objectNames(at);
    expect(after).toHaveLength(before.length);
    expect(after.filter((name) => before.includes(name))).toHaveLength(1);
    expect(existsSync(`${at.office.folder}/objects/.unswept`)).toBe(false);
  });

  test('leaves nobody but the Privacy Officer a key of it, whatever the program would let her do', async () => {
    const at = await prepared();
    await as(at, 'Els', async (els) => {
      await sealBrief(els, at);
      const refused = { code: 'not-authorised' };
      const request = { folder: at.folder, document: 'brief.txt', reason, password };
      await expect(listArchive(els, { folder: null, password })).rejects.toMatchObject(refused);
      const wanted = { version: null, outPath: at.out('brief.txt') };
      await expect(openArchivedDocument(els, request, wanted, unwatched)).rejects.toMatchObject(refused);
      await expect(returnDocument(els, request, unwatched)).rejects.toMatchObject(refused);
      const identities = [...els.user.identities, ...keysOf(els)];
      for (const row of els.db.all('SELECT sealed FROM messages')) {
        expect(openWithX25519(blobOf(row, 'sealed'), identities)).toBeNull();
      }
      for (const row of els.db.all('SELECT step_up FROM compartment_keys WHERE step_up IS NOT NULL')) {
        expect(openWithX25519(blobOf(row, 'step_up'), identities)).toBeNull();
      }
    });
    await as(at, officerName, async (officer) => {
      // Her session alone does not open it either: that takes the passphrase again.
      const identities = [...officer.user.identities, ...keysOf(officer)];
      for (const row of officer.db.all('SELECT sealed FROM messages')) {
        expect(openWithX25519(blobOf(row, 'sealed'), identities)).toBeNull();
      }
    });
  });

  test('asks for write', async () => {
    const at = await prepared();
    await as(at, 'Ria', async (ria) => {
      await expect(sealBrief(ria, at)).rejects.toMatchObject({ code: 'not-authorised' });
    });
  });

  test('is all or nothing', async () => {
    const at = await prepared();
    const before = objectNames(at);
    await as(at, 'Els', async (els) => {
      const some = sealDocuments(els, at.folder, ['brief.txt', 'no such thing'], unwatched);
      await expect(some).rejects.toMatchObject({ code: 'not-found' });
      const controller = new AbortController();
      const job: Job = { signal: controller.signal, report: (done) => done > 1_000_000 && controller.abort() };
      const stopped = sealDocuments(els, at.folder, ['brief.txt', 'groot.bin'], job);
      await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
      expect(await listDocuments(els, at.folder, false)).toHaveLength(2);
      expect(objectNames(at)).toEqual(before);
      expect((await checkVault(els, unwatched)).findings).toEqual([]);
    });
  });

  test('refuses a document of which an object is not what was added, and names it', async () => {
    const at = await prepared();
    const [object] = objectNames(at).filter(
      (name) => readFileSync(`${at.office.folder}/objects/${name}`).length < 1000,
    );
    const path = `${at.office.folder}/objects/${object}`;
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    writeFileSync(path, bytes);
    await as(at, 'Els', async (els) => {
      await expect(sealBrief(els, at)).rejects.toMatchObject({
        code: 'integrity-violated',
        details: { part: `objects ${object?.slice(3)}` },
      });
      expect(await listDocuments(els, at.folder, false)).toHaveLength(2);
    });
  });
});

describe('the Privacy Officer', () => {
  test('lists what was sealed, by whom and when', async () => {
    const at = await prepared();
    await as(at, 'Els', (els) => sealBrief(els, at));
    await as(at, officerName, async (officer) => {
      const { documents, broken } = await listArchive(officer, { folder: null, password });
      expect(broken).toEqual([]);
      expect(documents).toMatchObject([
        {
          name: 'brief.txt',
          folder: at.folder,
          folderName: 'Familie Jansen',
          sealedByName: 'Els',
          version: 2,
          sizeBytes: second.length,
          versions: [{ number: 1, sizeBytes: first.length }, { number: 2 }],
        },
      ]);
      expect((await listArchive(officer, { folder: 'familie jansen', password })).documents).toHaveLength(1);
    });
  });

  test('opens any version byte for byte, which the log has with its reason', async () => {
    const at = await prepared();
    await as(at, 'Els', (els) => sealBrief(els, at));
    await as(at, officerName, async (officer) => {
      const request = { folder: 'Familie Jansen', document: 'BRIEF.TXT', reason, password };
      const newest = await openArchivedDocument(officer, request, { version: null, outPath: at.out('a') }, unwatched);
      expect(newest).toMatchObject({ name: 'brief.txt', version: 2, sizeBytes: second.length });
      expect(readFileSync(at.out('a'), 'utf8')).toBe(second);
      await openArchivedDocument(officer, request, { version: 1, outPath: at.out('b') }, unwatched);
      expect(readFileSync(at.out('b'), 'utf8')).toBe(first);
      const told = await listAudit(officer, { subject: newest.id, limit: 100 }, unwatched);
      expect(told.filter(({ name }) => name === 'archive-opened').map(({ facts }) => facts)).toEqual([
        { folder: at.folder, document: newest.id, version: 1, reason },
        { folder: at.folder, document: newest.id, version: 2, reason },
      ]);
      const again = openArchivedDocument(officer, request, { version: null, outPath: at.out('a') }, unwatched);
      await expect(again).rejects.toMatchObject({ code: 'file-exists' });
      const inVault = openArchivedDocument(
        officer,
        request,
        { version: null, outPath: `${officer.paths.spool}/x` },
        unwatched,
      );
      await expect(inVault).rejects.toMatchObject({ code: 'invalid-input', details: { reason: 'out-in-vault' } });
      const none = openArchivedDocument(officer, request, { version: 3, outPath: at.out('c') }, unwatched);
      await expect(none).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  test('is asked her passphrase each time, and must wait after five wrong ones, also at the next sign-in', async () => {
    const at = await prepared();
    await as(at, 'Els', (els) => sealBrief(els, at));
    await as(at, officerName, async (officer) => {
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        const wrong = listArchive(officer, { folder: null, password: 'Verkeerd-woord-12' });
        await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
      }
      await expect(listArchive(officer, { folder: null, password })).rejects.toMatchObject({
        code: 'sign-in-locked-out',
      });
    });
    await expect(at.office.open(officerName)).rejects.toMatchObject({ code: 'sign-in-locked-out' });
    at.office.clock.advance(31_000);
    await as(at, officerName, async (officer) => {
      expect((await listArchive(officer, { folder: null, password })).documents).toHaveLength(1);
    });
  });

  test('returns a document with all its versions, for everybody who may read the folder', async () => {
    const at = await prepared();
    const [sealed] = await as(at, 'Els', (els) => sealBrief(els, at));
    await as(at, officerName, async (officer) => {
      const request = { folder: at.folder, document: sealed?.id ?? '', reason, password };
      expect(await returnDocument(officer, request, unwatched)).toMatchObject({ id: sealed?.id, versions: 2 });
      expect((await listArchive(officer, { folder: null, password })).documents).toEqual([]);
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
    await as(at, 'Ria', async (ria) => {
      const reference = { folder: at.folder, document: 'brief.txt' };
      expect((await listVersions(ria, reference)).map(({ number }) => number)).toEqual([2, 1]);
      await getDocument(ria, reference, { version: 1, outPath: at.out('first'), overwrite: false }, unwatched);
      expect(readFileSync(at.out('first'), 'utf8')).toBe(first);
      expect((await checkVault(ria, unwatched)).findings).toEqual([]);
    });
    // And in again, under the same id.
    const [again] = await as(at, 'Els', (els) => sealBrief(els, at));
    expect(again?.id).toBe(sealed?.id);
    await as(at, officerName, async (officer) => {
      expect((await listArchive(officer, { folder: null, password })).documents).toMatchObject([{ id: sealed?.id }]);
    });
  });

  test('returns one whose id somebody gave to a row of her own meanwhile, under another id', async () => {
    const at = await prepared();
    const [sealed] = await as(at, 'Els', (els) => sealBrief(els, at));
    const id = sealed?.id ?? '';
    await as(at, 'Ria', (ria) => {
      const { exchange } = findUser(ria.directory, ria.user.id) ?? {};
      const squat = { kind: 'archive', folder: at.folder, what: 'x', reason: 'x' };
      changeVault(ria, (change) => {
        change.insertRecord(exchange ?? '', 'request', squat, id);
        change.tell('request-asked', { request: id });
      });
    });
    await as(at, officerName, async (officer) => {
      const request = { folder: at.folder, document: id, reason, password };
      const returned = await returnDocument(officer, request, unwatched);
      expect(returned.id).not.toBe(id);
      expect((await listDocuments(officer, at.folder, false)).map((one) => one.id)).toContain(returned.id);
      expect((await listArchive(officer, { folder: null, password })).documents).toEqual([]);
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
  });

  test('is told when a name is taken by now', async () => {
    const at = await prepared();
    await as(at, 'Els', async (els) => {
      await sealBrief(els, at);
      const source = tempFolder();
      writeFileSync(source.file('brief.txt'), 'another');
      await importDocuments(els, at.folder, [source.file('brief.txt')], unwatched);
    });
    await as(at, officerName, async (officer) => {
      const request = { folder: at.folder, document: 'brief.txt', reason, password };
      await expect(returnDocument(officer, request, unwatched)).rejects.toMatchObject({ code: 'name-taken' });
      expect((await listArchive(officer, { folder: null, password })).documents).toHaveLength(1);
    });
  });

  test('opens after a break-glass what was sealed before and after it', async () => {
    const at = await prepared();
    await as(at, 'Els', (els) => sealBrief(els, at));
    const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
    const { env, folder, kit } = at.office;
    await recover(env, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched);
    await as(at, 'Els', (els) => sealDocuments(els, at.folder, ['groot.bin'], unwatched));
    const { vault } = await openSession(env, folder, { name: officerName, password: newPassphrase });
    const listed = await listArchive(vault, { folder: null, password: newPassphrase });
    expect(listed.broken).toEqual([]);
    expect(listed.documents.map(({ name }) => name)).toEqual(['brief.txt', 'groot.bin']);
    const request = { folder: at.folder, document: 'brief.txt', reason, password: newPassphrase };
    await openArchivedDocument(vault, request, { version: 1, outPath: at.out('x') }, unwatched);
    expect(readFileSync(at.out('x'), 'utf8')).toBe(first);
    expect((await checkVault(vault, unwatched)).findings).toEqual([]);
    await closeVault(vault);
  });
});

/** Every identity that a session has. */
function keysOf(vault: OpenVault) {
  return [...vault.compartments.values()].flatMap(({ keys }) => [...keys.values()].map(({ identity }) => identity));
}
