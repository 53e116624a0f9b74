import { describe, expect, test } from 'vitest';
import { grantFolder, revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { rekeyFolder } from '../../../src-main/core/access/rekey-folder.ts';
import { sealDocuments } from '../../../src-main/core/archive/seal-documents.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { base64 } from '../../../src-main/core/crypto/bytes.ts';
import { binDocument } from '../../../src-main/core/documents/bin.ts';
import { listDocuments } from '../../../src-main/core/documents/list-documents.ts';
import { renameDocument } from '../../../src-main/core/documents/rename-document.ts';
import { accessOfPerson } from '../../../src-main/core/folders/access-of-person.ts';
import { folderHistory } from '../../../src-main/core/folders/folder-history.ts';
import { addNote } from '../../../src-main/core/folders/notes.ts';
import { summariseFolders } from '../../../src-main/core/folders/summarise-folders.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { compartmentOf, presentKeyOf } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { as } from '../archive/support.ts';
import { add, contentOf } from '../documents/support.ts';

const office = sharedOffice({ Els: 'employee', Ria: 'employee' });
const dayMs = 24 * 60 * 60 * 1000;

async function prepared() {
  const at = { office: office() };
  const folder = await as(at, officerName, (officer) =>
    folderFor(officer, 'Familie Jansen', { Els: 'write', Ria: 'write' }),
  );
  return { ...at, folder };
}

describe('documents', () => {
  test('name who added the version that is current, whoever worked on the record since', async () => {
    const at = await prepared();
    await as(at, 'Els', async (els) => {
      await add(els, at.folder, 'brief.txt', 'een');
      await add(els, at.folder, 'nota.txt', 'een');
    });
    await as(at, 'Ria', async (ria) => {
      await add(ria, at.folder, 'brief.txt', 'twee');
      await renameDocument(ria, { folder: at.folder, document: 'nota.txt' }, 'notitie.txt');
      const listed = await listDocuments(ria, at.folder, false);
      expect(listed.map(({ name, byName }) => `${name} ${byName}`)).toEqual(['brief.txt Ria', 'notitie.txt Els']);
      await add(ria, at.folder, 'notitie.txt', 'drie');
      expect((await listDocuments(ria, at.folder, false)).map(({ byName }) => byName)).toEqual(['Ria', 'Ria']);
    });
  });

  test('name nobody for a version in the name of somebody who did not sign it', async () => {
    const at = await prepared();
    await as(at, 'Els', async (els) => {
      await add(els, at.folder, 'brief.txt', 'een');
    });
    await as(at, 'Ria', async (ria) => {
      // With her own key in Els's name, over the row of Els: what only a program of her own would do.
      const posing = {
        ...ria.user,
        author: { user: at.office.people.get('Els') ?? '', signing: ria.user.author.signing },
      };
      await add({ ...ria, user: posing }, at.folder, 'vals.txt', 'twee');
      const listed = await listDocuments(ria, at.folder, false);
      expect(listed.map(({ name, byName }) => [name, byName])).toEqual([
        ['brief.txt', 'Els'],
        ['vals.txt', ''],
      ]);
    });
  });
});

describe('folders', () => {
  test('tell how many documents they have, when they changed, who has them and since when', async () => {
    const at = await prepared();
    await as(at, officerName, (officer) => folderFor(officer, 'Leeg', {}));
    let changedAt = 0;
    await as(at, 'Els', async (els) => {
      await add(els, at.folder, 'brief.txt', 'een');
      await add(els, at.folder, 'weg.txt', 'een');
      at.office.clock.advance(dayMs);
      await binDocument(els, { folder: at.folder, document: 'weg.txt' });
      at.office.clock.advance(dayMs);
      changedAt = addNote(els, at.folder, 'een notitie').createdAt;
      at.office.clock.advance(dayMs);
      const [own, ...others] = await summariseFolders(els);
      expect(others).toEqual([]);
      expect(own).toMatchObject({ id: at.folder, documents: 1, people: 3, changedAt });
      expect(changedAt - (own?.since ?? 0)).toBeGreaterThan(2 * dayMs - 60_000);
    });
    await as(at, officerName, async (officer) => {
      const summaries = await summariseFolders(officer);
      expect(summaries.find(({ id }) => id === at.folder)).toMatchObject({ documents: 1, since: null });
      expect(summaries.find(({ id }) => id !== at.folder)).toMatchObject({ documents: 0, people: 1, changedAt: null });
      // New keys are no work on the documents.
      await revokeFolder(officer, at.folder, at.office.people.get('Ria') ?? '');
      expect((await summariseFolders(officer)).find(({ id }) => id === at.folder)).toMatchObject({
        people: 2,
        changedAt,
      });
    });
  });

  test('one that is damaged is left out of the counts', async () => {
    const at = await prepared();
    await as(at, 'Els', async (els) => {
      await add(els, at.folder, 'brief.txt', 'een');
      els.db.run(`UPDATE records SET sealed = zeroblob(length(sealed)) WHERE compartment = x'${at.folder}'`);
      expect(await summariseFolders(els)).toEqual([]);
    });
  });
});

describe('the history of a folder', () => {
  test('tells its members from its own records what happened, newest first', async () => {
    const at = await prepared();
    await as(at, 'Els', async (els) => {
      await add(els, at.folder, 'brief.txt', 'een');
      at.office.clock.advance(1000);
      await add(els, at.folder, 'brief.txt', 'twee');
      await add(els, at.folder, 'geheim.txt', 'een');
      at.office.clock.advance(1000);
      await sealDocuments(els, at.folder, ['geheim.txt'], unwatched);
    });
    await as(at, officerName, async (officer) => {
      at.office.clock.advance(1000);
      const ria = at.office.people.get('Ria') ?? '';
      grantFolder(officer, { id: at.folder, kind: 'client' }, ria, { rights: 'read', endsAt: null });
      at.office.clock.advance(1000);
      await revokeFolder(officer, at.folder, ria);
    });
    await as(at, 'Els', async (els) => {
      at.office.clock.advance(1000);
      addNote(els, at.folder, '\n  Belt liever.\nTweede regel');
      at.office.clock.advance(1000);
      await binDocument(els, { folder: at.folder, document: 'brief.txt' });
      const history = await folderHistory(els, at.folder, { limit: 100 });
      expect(history.map(({ what, name, byName, version }) => [what, name, byName, version])).toEqual([
        ['document-binned', 'brief.txt', 'Els', null],
        ['note-added', 'Belt liever.', 'Els', null],
        ['access-ended', 'Ria', officerName, null],
        ['access-given', 'Ria', officerName, null],
        ['version-added', 'brief.txt', 'Els', 2],
        ['document-added', 'brief.txt', 'Els', 1],
        ['access-given', 'Ria', officerName, null],
        ['access-given', 'Els', officerName, null],
        ['folder-created', 'Familie Jansen', officerName, null],
      ]);
      expect(new Set(history.map(({ id }) => id)).size).toBe(history.length);
      const pages: string[] = [];
      for (let before: number | undefined; ; ) {
        const page = await folderHistory(els, at.folder, { limit: 2, before });
        if (page.length === 0) break;
        pages.push(...page.map(({ id }) => id));
        before = page.at(-1)?.at;
      }
      expect(pages).toEqual(history.map(({ id }) => id));
    });
    await as(at, 'Ria', async (ria) => {
      await expect(folderHistory(ria, at.folder, { limit: 10 })).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  test('does not take the keys of a new account, which go on with its grant, for a new grant', async () => {
    const at = await prepared();
    await as(at, officerName, async (officer) => {
      const before = await folderHistory(officer, at.folder, { limit: 100 });
      const { members } = compartmentOf(officer, at.folder);
      const [first] = members.members;
      if (!first) throw new Error('no member');
      changeVault(officer, (change) => {
        const goesOn = [
          { ...first, until: change.position },
          { ...first, signing: base64(Buffer.alloc(32, 1)), from: change.position },
        ];
        change.setMembers(at.folder, { ...members, members: [...goesOn, ...members.members.slice(1)] });
        change.writeMemberLists();
        change.tell('folder-granted', { folder: at.folder });
      });
      const after = await folderHistory(officer, at.folder, { limit: 100 });
      expect(after).toEqual(before);
    });
  });
});

describe('access', () => {
  test('of a person is what she has now, by name, for the Privacy Officer alone', async () => {
    const at = await prepared();
    await as(at, officerName, async (officer) => {
      const els = at.office.people.get('Els') ?? '';
      const other = await folderFor(officer, 'Bakkerij Smit', { Els: 'read' });
      const gone = await folderFor(officer, 'Oude zaak', { Els: 'read' });
      const endsAt = officer.env.clock.now() + dayMs;
      grantFolder(officer, { id: other, kind: 'client' }, els, { rights: 'read', endsAt });
      await revokeFolder(officer, gone, els);
      expect(accessOfPerson(officer, 'els')).toMatchObject([
        { id: other, name: 'Bakkerij Smit', kind: 'client', rights: 'read', endsAt },
        { id: at.folder, name: 'Familie Jansen', rights: 'write', endsAt: null },
      ]);
      expect(accessOfPerson(officer, officerName).map(({ name, rights }) => `${name} ${rights}`)).toEqual([
        'Bakkerij Smit write',
        'Familie Jansen write',
        'Oude zaak write',
      ]);
      expect(() => accessOfPerson(officer, 'Niemand')).toThrow(expect.objectContaining({ code: 'not-found' }));
    });
    await as(at, 'Els', (els) => {
      expect(() => accessOfPerson(els, 'Els')).toThrow(expect.objectContaining({ code: 'not-authorised' }));
    });
  });

  test('new keys for a folder are not the old ones, leave nothing under those, and everything readable', async () => {
    const at = await prepared();
    await as(at, 'Els', async (els) => {
      await add(els, at.folder, 'brief.txt', 'een');
    });
    await as(at, officerName, async (officer) => {
      const before = presentKeyOf(compartmentOf(officer, at.folder));
      expect(await rekeyFolder(officer, at.folder, 'laptop kwijt')).toMatchObject({ complete: true });
      const after = presentKeyOf(compartmentOf(officer, at.folder));
      expect(after.epoch).toBe(before.epoch + 1);
      expect(after.recordKey.equals(before.recordKey)).toBe(false);
      for (const table of ['records', 'contents']) {
        const sql = `SELECT DISTINCT epoch FROM ${table} WHERE compartment = ?`;
        expect(officer.db.all(sql, Buffer.from(at.folder, 'hex'))).toEqual([{ epoch: after.epoch }]);
      }
      const [entry] = await listAudit(officer, { limit: 100, subject: at.folder }, unwatched).then((items) =>
        items.filter(({ name }) => name === 'folder-rekeyed'),
      );
      expect(entry?.facts).toMatchObject({ reason: 'laptop kwijt' });
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
    await as(at, 'Els', async (els) => {
      expect((await contentOf(els, at.folder, 'brief.txt')).toString()).toBe('een');
      await expect(rekeyFolder(els, at.folder, 'x')).rejects.toMatchObject({ code: 'not-authorised' });
    });
  });
});

test('pages of the log are one after the other the whole of it, and none divides an entry', async () => {
  const at = await prepared();
  await as(at, officerName, async (officer) => {
    changeVault(officer, (change) => {
      for (const number of [1, 2, 3]) change.tell('folder-granted', { number });
    });
    const all = (await listAudit(officer, { limit: 1000 }, unwatched)).map(({ id }) => id);
    const paged: string[] = [];
    for (let before: number | undefined; ; ) {
      const page = await listAudit(officer, { limit: 2, before }, unwatched);
      if (page.length === 0) break;
      paged.push(...page.map(({ id }) => id));
      before = page.at(-1)?.position;
    }
    expect(paged).toEqual(all);
  });
});
