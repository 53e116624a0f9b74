import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listDocuments, listVersions } from '../../../src-main/core/documents/list-documents.ts';
import { moveDocument } from '../../../src-main/core/documents/move-document.ts';
import { renameDocument } from '../../../src-main/core/documents/rename-document.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { add, cancelledAt, contentOf, objectFiles } from './support.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });

/** Anna writes in both folders, Bram reads the first and writes in the second. */
async function officeWithFolders() {
  const office = freshOffice();
  await office.asOfficer(async (officer) => {
    await folderFor(officer, 'From', { Anna: 'write', Bram: 'read' });
    await folderFor(officer, 'To', { Anna: 'write', Bram: 'write' });
  });
  return office;
}

const letter = { folder: 'From', document: 'letter' };

describe('a document that is moved', () => {
  test('takes all its versions along into new objects, signed by the mover, and is gone from where it was', async () => {
    const office = await officeWithFolders();
    const officer = await office.open(officerName);
    const first = await add(officer, 'From', 'letter', 'one');
    office.clock.advance(5000);
    await add(officer, 'From', 'letter', 'two');
    await closeVault(officer);
    const anna = await office.open('Anna');
    const before = objectFiles(anna);
    const versions = await listVersions(anna, letter);
    expect(await moveDocument(anna, letter, 'To', unwatched)).toMatchObject({ name: 'letter', versions: 2 });
    // What the old folder's key opens of it is not in the write-ahead log either.
    expect(statSync(`${anna.paths.database}-wal`).size).toBe(0);
    const moved = { folder: 'To', document: 'letter' };
    const same = versions.map(({ number, sha256, addedAt, modifiedAt }) => ({ number, sha256, addedAt, modifiedAt }));
    expect(await listVersions(anna, moved)).toMatchObject(same.map((one) => ({ ...one, authorName: 'Anna' })));
    expect(await listDocuments(anna, 'From', false)).toEqual([]);
    expect(await listDocuments(anna, 'To', false)).toMatchObject([{ id: 'id' in first ? first.id : '', version: 2 }]);
    expect((await contentOf(anna, 'To', 'letter', 1)).toString()).toBe('one');
    expect((await contentOf(anna, 'To', 'letter')).toString()).toBe('two');
    const after = objectFiles(anna);
    expect(after).toHaveLength(2);
    expect(after.filter((object) => before.includes(object))).toEqual([]);
    await closeVault(anna);
    // The state of both folders is one that everybody else accepts.
    const bram = await office.open('Bram');
    expect(bram.broken.size).toBe(0);
    expect((await contentOf(bram, 'To', 'letter')).toString()).toBe('two');
    await closeVault(bram);
  });

  test('needs the right to write in both folders', async () => {
    const office = await officeWithFolders();
    const officer = await office.open(officerName);
    await add(officer, 'From', 'letter', 'one');
    await add(officer, 'To', 'reply', 'two');
    await folderFor(officer, 'Hidden', {});
    await closeVault(officer);
    const bram = await office.open('Bram');
    const refusals = [
      [letter, 'To', 'not-authorised'],
      [{ folder: 'To', document: 'reply' }, 'From', 'not-authorised'],
      [{ folder: 'To', document: 'reply' }, 'Hidden', 'not-found'],
      [{ folder: 'To', document: 'reply' }, 'To', 'invalid-input'],
      [{ folder: 'From', document: 'absent' }, 'To', 'not-authorised'],
    ] as const;
    for (const [reference, target, code] of refusals) {
      await expect(moveDocument(bram, reference, target, unwatched)).rejects.toMatchObject({ code });
    }
    await closeVault(bram);
  });

  test('does not take the place of another one, and stays where it is when it is cancelled', async () => {
    const office = await officeWithFolders();
    const anna = await office.open('Anna');
    await add(anna, 'From', 'letter', new Uint8Array(5_000_000));
    const object = objectFiles(anna);
    const cancelled = moveDocument(
      anna,
      letter,
      'To',
      cancelledAt((done) => done > 1_000_000),
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(objectFiles(anna)).toEqual(object);
    await add(anna, 'To', 'letter', 'another');
    await expect(moveDocument(anna, letter, 'To', unwatched)).rejects.toMatchObject({ code: 'name-taken' });
    expect(await listDocuments(anna, 'From', false)).toHaveLength(1);
    await closeVault(anna);
  });
});

describe('a document that is renamed', () => {
  test('has another path and everything else as before', async () => {
    const office = await officeWithFolders();
    const anna = await office.open('Anna');
    await add(anna, 'From', 'letter', 'one');
    const [before] = await listDocuments(anna, 'From', false);
    const name = 'archive/2024/Brief aan Zoë.txt';
    expect(await renameDocument(anna, letter, name)).toEqual({ id: before?.id, name });
    expect(await listDocuments(anna, 'From', false)).toEqual([{ ...before, name }]);
    expect((await contentOf(anna, 'From', name)).toString()).toBe('one');
    expect((await contentOf(anna, 'From', before?.id ?? '')).toString()).toBe('one');
    expect((await contentOf(anna, 'From', name.toUpperCase())).toString()).toBe('one');
    await expect(contentOf(anna, 'From', 'letter')).rejects.toMatchObject({ code: 'not-found' });
    await add(anna, 'From', 'letter', 'another');
    const back = renameDocument(anna, { folder: 'From', document: name }, 'letter');
    await expect(back).rejects.toMatchObject({ code: 'name-taken' });
    await renameDocument(anna, { folder: 'From', document: name }, name);
    await closeVault(anna);
    const bram = await office.open('Bram');
    await expect(renameDocument(bram, letter, 'mine')).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(bram);
  });

  test('is given no name that leads out of its folder or breaks a line', async () => {
    const office = await officeWithFolders();
    const anna = await office.open('Anna');
    await add(anna, 'From', 'letter', 'one');
    const names = ['', '/', '/etc/passwd', 'a/', 'a//b', '..', '../x', 'a/../b', 'a/./b', 'a\nb', 'a\u0000', '\u0085'];
    for (const name of [...names, '\udc00', 'x'.repeat(256), 'y/'.repeat(3000)]) {
      await expect(renameDocument(anna, letter, name), JSON.stringify(name)).rejects.toMatchObject({
        code: 'invalid-input',
      });
    }
    await closeVault(anna);
  });
});
