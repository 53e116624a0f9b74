import { describe, expect, test } from 'vitest';
import { grantFolder, revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { hasOldRows } from '../../../src-main/core/access/rekey.ts';
import { findFolder } from '../../../src-main/core/folders/find-folder.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { compartmentOf, type OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import {
  firstPassword,
  folderFor,
  type Office,
  ownPassword,
  readNote,
  sharedOffice,
  writeNote,
} from '../../support/office.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee', Olga: 'office-manager', Ivo: 'it-admin' });
const idOf = (office: Office, name: string): string => office.people.get(name) ?? '';
const grant = (vault: OpenVault, office: Office, folder: string, name: string, rights: 'read' | 'write') =>
  grantFolder(vault, { id: folder, kind: findFolder(vault, folder).body.kind }, idOf(office, name), {
    rights,
    endsAt: null,
  });

describe('a grant', () => {
  test('gives the folder with all that is in it, and takes it away again', async () => {
    const office = freshOffice();
    const { folder, note } = await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'write' });
      return { folder: id, note: writeNote(officer, id, 'from before') };
    });
    const bramBefore = await office.open('Bram');
    expect(() => compartmentOf(bramBefore, folder)).toThrowError(expect.objectContaining({ code: 'not-found' }));
    await closeVault(bramBefore);

    await office.asOfficer((officer) => grant(officer, office, folder, 'Bram', 'read'));
    const bram = await office.open('Bram');
    expect(readNote(bram, folder, note)).toBe('from before');
    await closeVault(bram);

    await office.asOfficer(async (officer) => {
      const resealed = await revokeFolder(officer, folder, idOf(office, 'Bram'));
      expect(resealed).toEqual({ rows: 2, complete: true });
      expect(hasOldRows(officer, compartmentOf(officer, folder))).toBe(false);
    });
    const bramAfter = await office.open('Bram');
    expect(() => compartmentOf(bramAfter, folder)).toThrowError(expect.objectContaining({ code: 'not-found' }));
    await closeVault(bramAfter);
    const anna = await office.open('Anna');
    expect(readNote(anna, folder, note)).toBe('from before');
    await closeVault(anna);
  });

  test('of reading becomes one of writing and back, without a new key', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'read' }));
    await office.asOfficer((officer) => grant(officer, office, folder, 'Anna', 'write'));
    const writing = await office.open('Anna');
    expect(compartmentOf(writing, folder)).toMatchObject({ rights: 'write', epoch: 1 });
    const note = writeNote(writing, folder, 'written when she might');
    await closeVault(writing);

    await office.asOfficer((officer) => grant(officer, office, folder, 'Anna', 'read'));
    const reading = await office.open('Anna');
    expect(compartmentOf(reading, folder)).toMatchObject({ rights: 'read', epoch: 1 });
    // What she wrote while she had the right stays hers and valid.
    expect(readNote(reading, folder, note)).toBe('written when she might');
    expect(compartmentOf(reading, folder).members.members).toHaveLength(3);
    await closeVault(reading);
  });

  test('that is there already changes nothing', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Jansen', { Anna: 'read' });
      const before = officer.log.head.position;
      grant(officer, office, folder, 'Anna', 'read');
      expect(officer.log.head.position).toBe(before);
    });
  });

  test('is for who may have it: no IT administrator, no employee on a personnel folder, not the Privacy Officer', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const client = await folderFor(officer, 'Jansen', { Olga: 'read' });
      const personnel = await folderFor(officer, 'Anna Bakker', { Olga: 'write' }, 'personnel');
      const invalid = (reason: string) =>
        expect.objectContaining({ code: 'invalid-input', details: { input: 'user', reason } });
      expect(() => grant(officer, office, client, 'Ivo', 'read')).toThrowError(invalid('it-admin-has-no-folder'));
      expect(() => grant(officer, office, personnel, 'Anna', 'read')).toThrowError(invalid('personnel-folder'));
      expect(() => grant(officer, office, personnel, 'Ivo', 'write')).toThrowError(invalid('it-admin-has-no-folder'));
      const self = () =>
        grantFolder(officer, { id: client, kind: 'client' }, officer.user.id, { rights: 'read', endsAt: null });
      expect(self).toThrowError(invalid('privacy-officer-has-every-folder'));
      const revoked = revokeFolder(officer, client, officer.user.id);
      await expect(revoked).rejects.toThrowError(invalid('privacy-officer-has-every-folder'));
      const past = () =>
        grantFolder(officer, { id: client, kind: 'client' }, idOf(office, 'Anna'), {
          rights: 'read',
          endsAt: office.clock.now(),
        });
      const passed = { input: 'endsAt', reason: 'end-passed' };
      expect(past).toThrowError(expect.objectContaining({ code: 'invalid-input', details: passed }));
      await expect(revokeFolder(officer, client, idOf(office, 'Anna'))).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  test("is the Privacy Officer's to give and to end", async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write' }));
    const anna = await office.open('Anna');
    const refused = expect.objectContaining({ code: 'not-authorised' });
    expect(() => grant(anna, office, folder, 'Bram', 'read')).toThrowError(refused);
    await expect(revokeFolder(anna, folder, idOf(office, 'Anna'))).rejects.toEqual(refused);
    await closeVault(anna);
  });

  test('to a user who has not been activated is there once she has', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer(async (officer) => {
      await addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword });
      return await folderFor(officer, 'Jansen', { Carla: 'write' });
    });
    await activateUser(office.env, office.folder, { name: 'Carla', password: firstPassword, newPassword: ownPassword });
    const uncertified = await office.open('Carla');
    const note = writeNote(uncertified, folder, 'before she was certified');
    await closeVault(uncertified);

    await office.asOfficer((officer) => {
      expect(officer.broken.size).toBe(0);
      expect(readNote(officer, folder, note)).toBe('before she was certified');
      expect(compartmentOf(officer, folder).epoch).toBe(2);
    });
    const certified = await office.open('Carla');
    expect(certified.broken.size).toBe(0);
    expect(readNote(certified, folder, note)).toBe('before she was certified');
    writeNote(certified, folder, 'after');
    await closeVault(certified);
    await office.asOfficer((officer) => expect(officer.broken.size).toBe(0));
  });
});

describe('a grant with an end', () => {
  test("ends for its user at that moment, and at the Privacy Officer's next sign-in in the keys", async () => {
    const office = freshOffice();
    const endsAt = office.clock.now() + 60_000;
    const folder = await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', {});
      grantFolder(officer, { id, kind: 'client' }, idOf(office, 'Anna'), { rights: 'write', endsAt });
      writeNote(officer, id, 'something to seal again');
      return id;
    });
    const before = await office.open('Anna');
    expect(compartmentOf(before, folder).rights).toBe('write');
    await closeVault(before);

    office.clock.advance(60_001);
    const after = await office.open('Anna');
    expect(() => compartmentOf(after, folder)).toThrowError(expect.objectContaining({ code: 'not-found' }));
    await closeVault(after);

    await office.asOfficer((officer) => {
      const { epoch, keys, members } = compartmentOf(officer, folder);
      expect({ epoch, keys: [...keys.keys()] }).toEqual({ epoch: 2, keys: [2] });
      expect(members.members[0]?.until).toBeGreaterThan(0);
    });
    const revoked = await office.open('Anna');
    expect(revoked.compartments.has(folder)).toBe(false);
    await closeVault(revoked);
  });
});
