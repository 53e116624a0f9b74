import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { idBytes } from '../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../src-main/core/crypto/signing.ts';
import { binDocument, restoreDocument } from '../../../src-main/core/documents/bin.ts';
import { binRecord } from '../../../src-main/core/documents/bin-term.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { folderIndex } from '../../../src-main/core/documents/folder-index.ts';
import { listDocuments } from '../../../src-main/core/documents/list-documents.ts';
import { moveDocument } from '../../../src-main/core/documents/move-document.ts';
import { purgeBin } from '../../../src-main/core/documents/purge-bin.ts';
import { renameDocument } from '../../../src-main/core/documents/rename-document.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { destroyFolder } from '../../../src-main/core/folders/destroy-folder.ts';
import { findFolder } from '../../../src-main/core/folders/find-folder.ts';
import { addNote } from '../../../src-main/core/folders/notes.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { registerCopy } from '../../../src-main/core/vault/copies.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { add, contentOf, objectFiles } from './support.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });
const dayMs = 24 * 60 * 60 * 1000;

async function officeWithFolder() {
  const office = freshOffice();
  await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' }));
  return office;
}

const letter = { folder: 'Jansen', document: 'letter' };
const namesIn = async (vault: OpenVault, inBin: boolean) =>
  (await listDocuments(vault, 'Jansen', inBin)).map(({ name }) => name);
const findings = async (vault: OpenVault) => (await checkVault(vault, unwatched)).findings;
const rowsAbout = (vault: OpenVault, id: string) =>
  vault.db.all('SELECT sealed FROM audit_details WHERE subject = ?', idBytes(id)).map(({ sealed }) => sealed);
const databaseBytes = (vault: OpenVault) => readFileSync(`${vault.paths.database}-wal`).length;

describe('the bin', () => {
  test('takes a document out of sight, and gives it back', async () => {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    await add(anna, 'Jansen', 'letter', 'one');
    await binDocument(anna, letter);
    expect(await namesIn(anna, false)).toEqual([]);
    expect(await listDocuments(anna, 'Jansen', true)).toMatchObject([
      { name: 'letter', binned: { by: office.people.get('Anna'), byName: 'Anna' } },
    ]);
    await expect(contentOf(anna, 'Jansen', 'letter')).rejects.toMatchObject({ code: 'not-found' });
    await expect(binDocument(anna, letter)).rejects.toMatchObject({ code: 'not-found' });
    // The name is free meanwhile, and what takes it is another document.
    expect(await add(anna, 'Jansen', 'letter', 'two')).toMatchObject({ outcome: 'added' });
    await expect(restoreDocument(anna, letter)).rejects.toMatchObject({ code: 'name-taken' });
    await renameDocument(anna, letter, 'newer letter');
    await restoreDocument(anna, letter);
    expect((await contentOf(anna, 'Jansen', 'letter')).toString()).toBe('one');
    expect(await namesIn(anna, true)).toEqual([]);
    await expect(restoreDocument(anna, letter)).rejects.toMatchObject({ code: 'not-found' });
    await closeVault(anna);
    const bram = await office.open('Bram');
    await expect(binDocument(bram, letter)).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(bram);
  });

  test('is emptied after 30 days at the sign-in of somebody who may write, and not before', async () => {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    for (const name of ['first', 'second', 'kept']) await add(anna, 'Jansen', name, name);
    await binDocument(anna, { folder: 'Jansen', document: 'first' });
    office.clock.advance(10 * dayMs);
    await binDocument(anna, { folder: 'Jansen', document: 'second' });
    office.clock.advance(20 * dayMs - 60_000);
    expect(await purgeBin(anna)).toBe(0);
    expect(await namesIn(anna, true)).toEqual(['first', 'second']);
    await closeVault(anna);
    office.clock.advance(60_000);
    const bram = await office.open('Bram');
    expect(await namesIn(bram, true)).toEqual(['first', 'second']);
    await closeVault(bram);
    const again = await office.open('Anna');
    expect(await namesIn(again, true)).toEqual(['second']);
    expect(objectFiles(again)).toHaveLength(2);
    await restoreDocument(again, { folder: 'Jansen', document: 'second' });
    office.clock.advance(40 * dayMs);
    await closeVault(again);
    await office.asOfficer(async (officer) => {
      expect(await namesIn(officer, false)).toEqual(['kept', 'second']);
      expect(findFolder(officer, 'Jansen').body.emptyBinAt).toBeUndefined();
      expect(await findings(officer)).toEqual([]);
    });
  });
});

describe('who put a document into the bin, and when', () => {
  interface Claimed {
    readonly by?: string;
    readonly at?: number;
    /** The position that the record names instead of the one it was written at. */
    readonly position?: number;
  }

  /** As a changed program would: what the record and the folder say is made up. */
  async function binSaying(vault: OpenVault, name: string, { by, at, position }: Claimed): Promise<string> {
    const { compartment, record } = binOf(vault);
    const document = (await folderIndex(vault, compartment.id)).find(name, 'folder');
    changeVault(vault, (change) => {
      const binned = { at: at ?? change.at, by: by ?? vault.user.id };
      const emptyBinAt = binned.at + 30 * dayMs;
      if (position !== undefined) Object.defineProperty(change, 'position', { value: position, configurable: true });
      change.updateRecord(compartment.id, document.id, 'document', { ...document.body, binned });
      Object.defineProperty(change, 'position', { value: vault.log.head.position + 1 });
      change.updateRecord(compartment.id, record.id, 'folder', { ...record.body, emptyBinAt });
      change.tell('document-binned', { folder: compartment.id, document: document.id }, document.id);
    });
    return document.id;
  }

  function binOf(vault: OpenVault) {
    const { compartment } = findFolder(vault, 'Jansen');
    const record = binRecord(vault, compartment);
    if (!record) throw new Error('no folder');
    return { compartment, record };
  }

  test('is known by the signature and the log, whatever the record says', async () => {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    await add(anna, 'Jansen', 'letter', 'one');
    const before = office.clock.now();
    await binSaying(anna, 'letter', { by: office.people.get('Bram') ?? '', at: before - 31 * dayMs });
    const [listed] = await listDocuments(anna, 'Jansen', true);
    expect(listed?.binned).toMatchObject({ by: office.people.get('Anna'), byName: 'Anna' });
    expect(listed?.binned?.at).toBeGreaterThanOrEqual(before);
    await closeVault(anna);
    // So its 30 days have only begun.
    await office.asOfficer(async (officer) => expect(await namesIn(officer, true)).toEqual(['letter']));
    office.clock.advance(29 * dayMs);
    await office.asOfficer(async (officer) => expect(await namesIn(officer, true)).toEqual(['letter']));
    office.clock.advance(dayMs);
    await office.asOfficer(async (officer) => expect(await namesIn(officer, true)).toEqual([]));
  });

  test('stays in the log when somebody else empties the bin, for good', async () => {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    const added = await Promise.all(['a', 'b'].map((name) => add(anna, 'Jansen', name, name)));
    const ids = added.map((file) => ('id' in file ? file.id : ''));
    await binDocument(anna, { folder: 'Jansen', document: 'a' });
    await closeVault(anna);
    await office.asOfficer((officer) => binDocument(officer, { folder: 'Jansen', document: 'b' }));
    office.clock.advance(31 * dayMs);
    await office.asOfficer(async (officer) => {
      expect(await namesIn(officer, true)).toEqual([]);
      await destroyFolder(officer, 'Jansen', 'term ended');
      const emptied = (await listAudit(officer, { limit: 100 }, unwatched)).find(({ name }) => name === 'bin-emptied');
      const told = z.object({ documents: z.array(z.string()), binnedBy: z.array(z.string()) }).parse(emptied?.facts);
      const who = Object.fromEntries(told.documents.map((id, index) => [id, told.binnedBy[index]]));
      expect(who).toEqual({ [`${ids[0]}`]: office.people.get('Anna'), [`${ids[1]}`]: officer.user.id });
      expect(JSON.stringify(emptied)).not.toContain('"a"');
      expect(await findings(officer)).toEqual([]);
    });
  });

  test('cannot be dated back by the position that the record names', async () => {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    const long = anna.log.head.position;
    office.clock.advance(31 * dayMs);
    for (const name of ['letter', 'other']) await add(anna, 'Jansen', name, name);
    const other = { folder: 'Jansen', document: 'other' };
    const id = await binSaying(anna, 'letter', { at: 0, position: long });
    const violated = { code: 'integrity-violated', details: { part: `records ${id}` } };
    await expect(listDocuments(anna, 'Jansen', true)).rejects.toMatchObject(violated);
    await expect(purgeBin(anna)).rejects.toMatchObject(violated);
    // What came into the bin rightfully is erased in its time all the same.
    await binDocument(anna, other);
    office.clock.advance(31 * dayMs);
    await expect(purgeBin(anna)).rejects.toMatchObject(violated);
    const { documents } = await folderIndex(anna, binOf(anna).compartment.id);
    expect([...documents].map(({ name }) => name)).toEqual(['letter']);
    await closeVault(anna);
  });

  test('of somebody who might not is neither shown nor taken for an order to erase', async () => {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    await add(anna, 'Jansen', 'letter', 'one');
    const author = { ...anna.user.author, signing: newSigningKey() };
    const { id } = await binDocument({ ...anna, user: { ...anna.user, author } }, letter);
    const violated = { code: 'integrity-violated', details: { part: `records ${id}` } };
    await expect(listDocuments(anna, 'Jansen', true)).rejects.toMatchObject(violated);
    office.clock.advance(31 * dayMs);
    await expect(purgeBin(anna)).rejects.toMatchObject(violated);
    expect(objectFiles(anna)).toHaveLength(1);
    await closeVault(anna);
  });
});

describe('a document that is erased', () => {
  /** A copy that nobody has registered, and a document that it may hold in the bin for too long. */
  async function withOverlookedCopy() {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    await add(anna, 'Jansen', 'letter', 'one');
    await binDocument(anna, letter);
    const copy = `${anna.paths.folder}/vault.db.before-2-2026-11-22`;
    return { office, anna, copy };
  }

  test('is in no copy that a process made and did not register, when its term in the bin has passed', async () => {
    const { office, anna, copy } = await withOverlookedCopy();
    await closeVault(anna);
    writeFileSync(copy, 'copy');
    office.clock.advance(31 * dayMs);
    await office.asOfficer(async (officer) => {
      expect(await namesIn(officer, true)).toEqual([]);
      expect(existsSync(copy)).toBe(false);
      expect(officer.db.all('SELECT name FROM copies')).toEqual([]);
    });
  });

  test('is in no copy that came during the session, nor in one made again under the name of an older one', async () => {
    const { anna, copy } = await withOverlookedCopy();
    const older = `${anna.paths.folder}/vault.db.before-3-2026-11-22`;
    registerCopy(anna.db, older, anna.env.clock.now() - dayMs);
    for (const path of [copy, older]) writeFileSync(path, 'copy');
    await eraseDocument(anna, letter, 'asked for by the client');
    expect([copy, older].filter((path) => existsSync(path))).toEqual([]);
    expect(anna.db.all('SELECT name FROM copies')).toEqual([]);
    expect(await findings(anna)).toEqual([]);
    await closeVault(anna);
  });

  test('leaves no row, no object, nothing in the log but a tombstone, and no copy that may hold it', async () => {
    const office = await officeWithFolder();
    const officer = await office.open(officerName);
    const copies = ['vault.db.before-1-old', 'vault.db.before-2-young'].map(
      (name) => `${officer.paths.folder}/${name}`,
    );
    const [old = '', young = ''] = copies;
    for (const copy of copies) writeFileSync(copy, 'copy');
    const yesterday = office.clock.now() - dayMs;
    utimesSync(old, yesterday / 1000, yesterday / 1000);
    registerCopy(officer.db, old, yesterday);
    const added = await add(officer, 'Jansen', 'letter', 'one');
    const id = 'id' in added ? added.id : '';
    await add(officer, 'Jansen', 'letter', 'two');
    await add(officer, 'Jansen', 'other', 'other');
    await renameDocument(officer, letter, 'renamed');
    registerCopy(officer.db, young, office.clock.now());
    expect(rowsAbout(officer, id)).toEqual([expect.any(Uint8Array)]);
    await eraseDocument(officer, { folder: 'Jansen', document: 'renamed' }, 'asked for by the client');

    expect(await namesIn(officer, false)).toEqual(['other']);
    expect(objectFiles(officer)).toHaveLength(1);
    expect(officer.db.all('SELECT id FROM contents')).toHaveLength(1);
    expect(rowsAbout(officer, id)).toEqual([null]);
    expect(existsSync(old)).toBe(true);
    expect(existsSync(young)).toBe(false);
    expect(officer.db.all('SELECT name FROM copies')).toEqual([{ name: 'vault.db.before-1-old' }]);
    expect(databaseBytes(officer)).toBe(0);
    // What is not young enough is left to its term; here it is no database, which the check would say.
    rmSync(old);
    officer.db.run('DELETE FROM copies');
    const [last] = await listAudit(officer, { limit: 1 }, unwatched);
    expect(last).toMatchObject({
      name: 'document-erased',
      facts: expect.objectContaining({ reason: 'asked for by the client' }),
    });
    expect(await findings(officer)).toEqual([]);
    await closeVault(officer);
    const anna = await office.open('Anna');
    expect(anna.broken.size).toBe(0);
    expect(await namesIn(anna, false)).toEqual(['other']);
    await closeVault(anna);
  });

  test('is in nothing that the log tells of its way, but that it came and that it was erased', async () => {
    const office = await officeWithFolder();
    const officer = await office.open(officerName);
    await createFolder(officer, { name: 'Smit', kind: 'client' });
    const added = await add(officer, 'Jansen', 'letter', 'one');
    const id = 'id' in added ? added.id : '';
    await contentOf(officer, 'Jansen', 'letter');
    await renameDocument(officer, letter, 'renamed');
    await moveDocument(officer, { folder: 'Jansen', document: id }, 'Smit', unwatched);
    await binDocument(officer, { folder: 'Smit', document: id });
    await restoreDocument(officer, { folder: 'Smit', document: id });
    const told = async () => {
      const entries = await listAudit(officer, { limit: 1000, subject: id }, unwatched);
      return entries.filter(({ erased }) => !erased).map(({ name }) => name);
    };
    expect(await told()).toHaveLength(6);
    await eraseDocument(officer, { folder: 'Smit', document: id }, 'asked for by the client');
    expect(await told()).toEqual(['document-erased', 'documents-added']);
    await closeVault(officer);
  });

  test('may lie in the bin, and is not guessed at when one of the name lies outside it', async () => {
    const office = await officeWithFolder();
    const anna = await office.open('Anna');
    const binned = await add(anna, 'Jansen', 'letter', 'one');
    await binDocument(anna, letter);
    const used = await add(anna, 'Jansen', 'letter', 'two');
    const ids = [binned, used].map((file) => ('id' in file ? file.id : ''));
    await expect(eraseDocument(anna, letter, 'reason')).rejects.toMatchObject({
      code: 'invalid-input',
      details: { candidates: expect.arrayContaining(ids) },
    });
    await eraseDocument(anna, { folder: 'Jansen', document: ids[0] ?? '' }, 'reason');
    expect(await namesIn(anna, true)).toEqual([]);
    expect(await namesIn(anna, false)).toEqual(['letter']);
    expect(findFolder(anna, 'Jansen').body.emptyBinAt).toBeUndefined();
    await closeVault(anna);
    const bram = await office.open('Bram');
    await expect(eraseDocument(bram, letter, 'reason')).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(bram);
  });
});

describe('a folder that is destroyed', () => {
  test('is gone for everybody, with everything in it and its keys', async () => {
    const office = await officeWithFolder();
    await office.asOfficer(async (officer) => {
      await createFolder(officer, { name: 'Other', kind: 'client' });
      await add(officer, 'Other', 'kept', 'kept');
      for (const name of ['a', 'b', 'c']) await add(officer, 'Jansen', name, name);
      await binDocument(officer, { folder: 'Jansen', document: 'c' });
      addNote(officer, 'Jansen', 'a note');
    });
    const anna = await office.open('Anna');
    await expect(destroyFolder(anna, 'Jansen', 'reason')).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(anna);
    await office.asOfficer(async (officer) => {
      const { compartment } = findFolder(officer, 'Jansen');
      const archive = compartment.members.archive?.compartment ?? '';
      expect(await destroyFolder(officer, 'Jansen', 'term ended')).toEqual({
        id: compartment.id,
        documents: 3,
        archived: 0,
      });
      expect(() => findFolder(officer, 'Jansen')).toThrowError(expect.objectContaining({ code: 'not-found' }));
      expect(objectFiles(officer)).toHaveLength(1);
      for (const table of ['records', 'contents', 'compartment_keys', 'messages']) {
        const rows = officer.db.all(
          `SELECT 1 FROM ${table} WHERE compartment IN (?, ?)`,
          ...[compartment.id, archive].map(idBytes),
        );
        expect(rows).toEqual([]);
      }
      expect(rowsAbout(officer, compartment.id).every((sealed) => sealed === null)).toBe(true);
      expect(databaseBytes(officer)).toBe(0);
      expect(await findings(officer)).toEqual([]);
    });
    const again = await office.open('Anna');
    expect(again.broken.size).toBe(0);
    expect(() => findFolder(again, 'Jansen')).toThrowError(expect.objectContaining({ code: 'not-found' }));
    await closeVault(again);
  });
});
