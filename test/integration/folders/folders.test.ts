import { describe, expect, test } from 'vitest';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { idBytes } from '../../../src-main/core/crypto/bytes.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { findFolder, findWritableFolder } from '../../../src-main/core/folders/find-folder.ts';
import { folderMembers } from '../../../src-main/core/folders/folder-members.ts';
import { listFolders } from '../../../src-main/core/folders/list-folders.ts';
import { addNote, listNotes } from '../../../src-main/core/folders/notes.ts';
import { renameFolder } from '../../../src-main/core/folders/rename-folder.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const namesOf = (vault: OpenVault) => listFolders(vault).folders.map(({ name }) => name);

describe('a folder', () => {
  test('is created by the Privacy Officer, and only there for whom she grants it', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const created = await createFolder(officer, { name: '  De  Vries ', kind: 'personnel' });
      expect(created).toMatchObject({ name: 'De Vries', kind: 'personnel' });
      expect(listFolders(officer)).toEqual({
        folders: [{ ...created, rights: 'write' }],
        broken: [],
      });
      await folderFor(officer, 'Jansen', { Anna: 'read' });
    });
    const anna = await office.open('Anna');
    expect(listFolders(anna).folders).toMatchObject([{ name: 'Jansen', kind: 'client', rights: 'read' }]);
    await expect(createFolder(anna, { name: 'Mine', kind: 'client' })).rejects.toMatchObject({
      code: 'not-authorised',
    });
    await closeVault(anna);
    const bram = await office.open('Bram');
    expect(namesOf(bram)).toEqual([]);
    await closeVault(bram);
  });

  test('has an archive whose key is sealed to the kit and the step-up identity and is in no keyring', async () => {
    const office = freshOffice();
    const archiveId = await office.asOfficer(async (officer) => {
      const { id } = await createFolder(officer, { name: 'Jansen', kind: 'client' });
      const { archive } = findFolder(officer, id).compartment.members;
      const row = officer.db.get(
        'SELECT step_up, escrow FROM compartment_keys WHERE compartment = ?',
        idBytes(archive?.compartment ?? ''),
      );
      expect(row?.step_up).toBeInstanceOf(Uint8Array);
      expect(row?.escrow).toBeInstanceOf(Uint8Array);
      expect(officer.compartments.has(archive?.compartment ?? '')).toBe(false);
      return archive?.compartment ?? '';
    });
    const again = await office.open(officerName);
    expect(namesOf(again)).toEqual(['Jansen']);
    expect(again.compartments.has(archiveId)).toBe(false);
    await closeVault(again);
  });

  test('is found by id, by its name in any normal form, and in any case where that is clear', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const { id } = await createFolder(officer, { name: 'Zoë 🗂️', kind: 'client' });
      for (const reference of [id, 'Zoë 🗂️', 'Zoe\u0308 🗂️', 'ZOË 🗂️']) {
        expect(findFolder(officer, reference).compartment.id).toBe(id);
      }
      for (const reference of ['', 'Zoe', id.slice(1), officer.directory.audit.compartment]) {
        expect(errorOf(() => findFolder(officer, reference))).toMatchObject({ code: 'not-found' });
      }
    });
  });

  test('that one may not open is answered as one that does not exist', async () => {
    const office = freshOffice();
    const hidden = await office.asOfficer((officer) => folderFor(officer, 'Hidden', { Anna: 'read' }));
    const bram = await office.open('Bram');
    const byId = errorOf(() => findFolder(bram, hidden));
    const byName = errorOf(() => findFolder(bram, 'Hidden'));
    const absent = errorOf(() => findFolder(bram, 'Absent'));
    expect(byId).toEqual(absent);
    expect(byName).toEqual(absent);
    expect(absent).toMatchObject({ code: 'not-found', details: {} });
    await closeVault(bram);
  });

  test('is not called as another one, whatever the case', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const jansen = await createFolder(officer, { name: 'Jansen', kind: 'client' });
      await createFolder(officer, { name: 'Smit', kind: 'client' });
      const create = createFolder(officer, { name: 'JANSEN', kind: 'client' });
      await expect(create).rejects.toMatchObject({ code: 'name-taken' });
      expect(errorOf(() => renameFolder(officer, 'Smit', 'jansen'))).toMatchObject({ code: 'name-taken' });
      expect(renameFolder(officer, 'Jansen', 'jansen')).toEqual({ id: jansen.id, name: 'jansen' });
      for (const name of ['', ' ', 'a\u0000b', 'a\u001bb', '\ud800', 'x'.repeat(201)]) {
        await expect(createFolder(officer, { name, kind: 'client' })).rejects.toMatchObject({ code: 'invalid-input' });
      }
    });
  });

  test('is renamed by whoever may write, and nobody else', async () => {
    const office = freshOffice();
    await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' }));
    const anna = await office.open('Anna');
    renameFolder(anna, 'Jansen', 'Jansen-Smit');
    await closeVault(anna);
    const bram = await office.open('Bram');
    expect(namesOf(bram)).toEqual(['Jansen-Smit']);
    expect(errorOf(() => renameFolder(bram, 'Jansen-Smit', 'Mine'))).toMatchObject({ code: 'not-authorised' });
    expect(errorOf(() => findWritableFolder(bram, 'Jansen-Smit'))).toMatchObject({ code: 'not-authorised' });
    await closeVault(bram);
  });

  test('of two with a name that differs in case only for her, the name exactly is meant, and otherwise neither', async () => {
    const office = freshOffice();
    const [upper, lower] = await office.asOfficer(async (officer) => [
      await folderFor(officer, 'Jansen', { Anna: 'write' }),
      await folderFor(officer, 'Smit', { Bram: 'write' }),
    ]);
    // Bram does not know Anna's folder, so nothing can keep him from its name.
    const bram = await office.open('Bram');
    renameFolder(bram, 'Smit', 'jansen');
    await closeVault(bram);
    await office.asOfficer((officer) => {
      expect(findFolder(officer, 'Jansen').compartment.id).toBe(upper);
      expect(findFolder(officer, 'jansen').compartment.id).toBe(lower);
      expect(errorOf(() => findFolder(officer, 'JANSEN'))).toMatchObject({
        code: 'invalid-input',
        details: { candidates: expect.arrayContaining([upper, lower]) },
      });
    });
  });

  test('that is broken keeps nobody from the others, and is not taken for absent', async () => {
    const office = freshOffice();
    const broken = await office.asOfficer(async (officer) => {
      await createFolder(officer, { name: 'Whole', kind: 'client' });
      const { id } = await createFolder(officer, { name: 'Broken', kind: 'client' });
      officer.db.run('DELETE FROM records WHERE id = ?', idBytes(findFolder(officer, id).record));
      return id;
    });
    const officer = await office.open(officerName);
    expect(listFolders(officer)).toMatchObject({ folders: [{ name: 'Whole' }], broken: [broken] });
    expect(findFolder(officer, 'Whole').name).toBe('Whole');
    const violated = { code: 'integrity-violated', details: { part: `compartment ${broken}` } };
    expect(errorOf(() => findFolder(officer, 'Broken'))).toMatchObject(violated);
    expect(errorOf(() => findFolder(officer, broken))).toMatchObject(violated);
    await closeVault(officer);
  });
});

describe('the members of a folder', () => {
  test('are known to each of them, with those who have left', async () => {
    const office = freshOffice();
    const before = office.clock.now();
    const folder = await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'read', Bram: 'write' });
      await revokeFolder(officer, id, office.people.get('Bram') ?? '');
      return id;
    });
    const anna = await office.open('Anna');
    const [first, second, ...others] = folderMembers(anna, folder);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ id: office.people.get('Anna'), name: 'Anna', rights: 'read', until: null });
    expect(second).toMatchObject({ name: 'Bram', rights: 'write', endsAt: null });
    expect(second?.until ?? 0).toBeGreaterThanOrEqual(second?.since ?? 0);
    expect(first?.since).toBeGreaterThanOrEqual(before);
    await closeVault(anna);
    const bram = await office.open('Bram');
    expect(errorOf(() => folderMembers(bram, folder))).toMatchObject({ code: 'not-found' });
    await closeVault(bram);
  });
});

describe('notes', () => {
  test('are never the recovery key of their vault', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      await folderFor(officer, 'Jansen', {});
      const refused = errorOf(() => addNote(officer, 'Jansen', office.kit));
      expect(refused).toMatchObject({ code: 'invalid-input', details: { reason: 'own-recovery-key' } });
      expect(await listNotes(officer, 'Jansen')).toEqual([]);
    });
  });

  test('are read by everybody in the folder, oldest first, with who wrote them', async () => {
    const office = freshOffice();
    await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' }));
    const anna = await office.open('Anna');
    addNote(anna, 'Jansen', 'First,\nwith a second line 🙂');
    office.clock.advance(1000);
    addNote(anna, 'Jansen', 'Second');
    await closeVault(anna);
    const bram = await office.open('Bram');
    expect(errorOf(() => addNote(bram, 'Jansen', 'Mine'))).toMatchObject({ code: 'not-authorised' });
    expect(await listNotes(bram, 'Jansen')).toMatchObject([
      { text: 'First,\nwith a second line 🙂', author: office.people.get('Anna'), authorName: 'Anna' },
      { text: 'Second' },
    ]);
    await closeVault(bram);
  });
});
