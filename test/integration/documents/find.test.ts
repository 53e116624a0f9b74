import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { issueKeyrings } from '../../../src-main/core/access/issue-keyrings.ts';
import { hasOldRows, prepareKey, resealOldRows } from '../../../src-main/core/access/rekey.ts';
import { newId } from '../../../src-main/core/crypto/bytes.ts';
import { binDocument, restoreDocument } from '../../../src-main/core/documents/bin.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { findDocuments } from '../../../src-main/core/documents/find-documents.ts';
import { FolderIndex, folderIndex } from '../../../src-main/core/documents/folder-index.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { moveDocument } from '../../../src-main/core/documents/move-document.ts';
import { renameDocument } from '../../../src-main/core/documents/rename-document.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { destroyFolder } from '../../../src-main/core/folders/destroy-folder.ts';
import { findFolder } from '../../../src-main/core/folders/find-folder.ts';
import { addNote } from '../../../src-main/core/folders/notes.ts';
import { renameFolder } from '../../../src-main/core/folders/rename-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { DocumentBody } from '../../../src-main/core/records/bodies.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { compartmentOf, type OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { dose } from '../../support/dose.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { add, put } from './support.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const found = async (vault: OpenVault, text: string, limit = 100) =>
  (await findDocuments(vault, text, limit)).map(({ name, folderName }) => `${folderName}: ${name}`).sort();

describe('the search', () => {
  test('finds every word in path or folder, whatever case and accents, in all folders of the user and no other', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      await folderFor(officer, 'Yılmaz & Zonen', { Anna: 'read' });
      await folderFor(officer, 'Geheim', {});
      const folder = tempFolder();
      for (const name of ['Brief aan Zoë.docx', 'jaarrekening/2024/Balans.pdf', 'jaarrekening/2025/Balans.pdf']) {
        put(folder, `in/${name}`, name);
      }
      const paths = ['Brief aan Zoë.docx', 'jaarrekening'].map((name) => folder.file('in', name));
      await importDocuments(officer, 'Yılmaz & Zonen', paths, unwatched);
      await add(officer, 'Geheim', 'Balans.pdf', 'secret');
      expect(await found(officer, 'balans')).toHaveLength(3);
    });
    const anna = await office.open('Anna');
    const balances = ['2024', '2025'].map((year) => `Yılmaz & Zonen: jaarrekening/${year}/Balans.pdf`);
    expect(await found(anna, 'balans')).toEqual(balances);
    expect(await found(anna, '  BALANS   2024 ')).toEqual([balances[0]]);
    expect(await found(anna, 'yilmaz balans')).toEqual(balances);
    expect(await found(anna, 'yilmaz zoe')).toEqual(['Yılmaz & Zonen: Brief aan Zoë.docx']);
    expect(await found(anna, 'geheim')).toEqual([]);
    expect(await found(anna, 'balans 2024 zoe')).toEqual([]);
    expect(await found(anna, ' ')).toHaveLength(3);
    await closeVault(anna);
  });

  test('gives the documents changed last when there are more than asked for', async () => {
    const officer = await freshOffice().open(officerName);
    const { id } = await createFolder(officer, { name: 'Jansen', kind: 'client' });
    const random = seededRandom(seedOfThisRun());
    const times = Array.from({ length: 5000 }, () => random.below(1_000_000));
    insertMany(officer, id, times);
    const limit = 37;
    const expected = [...times].sort((a, b) => b - a).slice(0, limit);
    const given = await findDocuments(officer, 'document', limit);
    expect(
      given.map(({ modifiedAt }) => modifiedAt),
      `seed ${random.seed}`,
    ).toEqual(expected);
    await closeVault(officer);
  });

  test('lets others have their turn while it opens the records for the first time', async () => {
    const officer = await freshOffice().open(officerName);
    const { id } = await createFolder(officer, { name: 'Jansen', kind: 'client' });
    insertMany(
      officer,
      id,
      Array.from({ length: 5000 }, () => 0),
    );
    const fresh: OpenVault = { ...officer };
    let turns = 0;
    let done = false;
    const searching = findDocuments(fresh, 'document', 10).then(() => {
      done = true;
    });
    for (; !done; turns += 1) await nextTurn();
    await searching;
    // One when nobody else had a turn.
    expect(turns).toBeGreaterThan(1);
    await closeVault(officer);
  });
});

/** Rows of documents that have no object: enough for what looks at names. */
function insertMany(vault: OpenVault, folder: string, times: readonly number[]): void {
  changeVault(vault, (change) => {
    for (const [index, modifiedAt] of times.entries()) {
      const body: DocumentBody = {
        name: `document ${index}`,
        current: 1,
        versions: [newId()],
        createdAt: change.at,
        binned: null,
        size: 1,
        modifiedAt,
      };
      change.insertRecord(folder, 'document', body);
    }
    change.tell('documents-added', { folder });
  });
}

describe('the index of a folder', () => {
  test('follows every change, by whatever it was made', async () => {
    const officer = await freshOffice().open(officerName);
    const random = seededRandom(seedOfThisRun());
    for (const name of ['Jansen', 'Smit']) await createFolder(officer, { name, kind: 'client' });
    const { id } = findFolder(officer, 'Jansen').compartment;
    const anyDocument = async () => {
      const documents = [...(await folderIndex(officer, id)).documents];
      const document = documents[random.below(documents.length)];
      return { folder: 'Jansen', document: document?.id ?? '' };
    };
    const changes: (() => Promise<unknown> | unknown)[] = [
      () => add(officer, 'Jansen', `document ${random.below(10)}`, `content ${random.below(3)}`),
      () => add(officer, 'Jansen', `document ${20 + random.below(100_000)}`, 'new'),
      async () => renameDocument(officer, await anyDocument(), `document ${random.below(12)}`),
      async () => binDocument(officer, await anyDocument()),
      async () => restoreDocument(officer, await anyDocument()),
      async () => eraseDocument(officer, await anyDocument(), 'reason'),
      async () => moveDocument(officer, await anyDocument(), 'Smit', unwatched),
      () => addNote(officer, 'Jansen', 'note'),
      () => renameFolder(officer, id, random.chance(0.5) ? 'Jansen' : 'Janssen'),
      () => rekeyed(officer, id),
    ];
    for (let step = 0; step < dose(60, 1000); step += 1) {
      const change = changes[step < 10 ? 1 : random.below(changes.length)];
      try {
        await change?.();
      } catch (error) {
        // Some are refused: a name that is taken, a document that lies elsewhere.
        expect(error).toMatchObject({ code: expect.stringMatching(/^(name-taken|not-found)$/) });
      }
      if (findFolder(officer, id).name !== 'Jansen') renameFolder(officer, id, 'Jansen');
      const fresh = new FolderIndex(officer, id);
      fresh.refresh();
      const index = await folderIndex(officer, id);
      expect(contentsOf(index), `seed ${random.seed}, step ${step}`).toEqual(contentsOf(fresh));
    }
    await closeVault(officer);
  });

  test('of a folder that is destroyed is gone', async () => {
    const officer = await freshOffice().open(officerName);
    const { id } = await createFolder(officer, { name: 'Jansen', kind: 'client' });
    await add(officer, 'Jansen', 'letter', 'one');
    await destroyFolder(officer, 'Jansen', 'reason');
    await expect(folderIndex(officer, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await found(officer, 'letter')).toEqual([]);
    await closeVault(officer);
  });
});

/** All that an index answers. */
function contentsOf(index: FolderIndex) {
  const documents = [...index.documents].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    documents,
    named: documents.map(({ name }) => index.named(name)?.id ?? null),
    notes: [...index.notes].sort(),
    folder: index.folder,
  };
}

/** A new epoch, and all rows sealed again under it. */
async function rekeyed(vault: OpenVault, id: string): Promise<void> {
  const { key, row } = await prepareKey(vault, id, compartmentOf(vault, id).epoch + 1, { purpose: 'folder', of: null });
  changeVault(vault, (change) => {
    change.rekey(key, row);
    issueKeyrings(vault, change);
    change.tell('rekeyed', { folder: id });
  });
  await resealOldRows(vault, id);
  expect(hasOldRows(vault, compartmentOf(vault, id))).toBe(false);
}
