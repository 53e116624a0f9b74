import { describe, expect, test } from 'vitest';
import { hasOldRows } from '../../../src-main/core/access/rekey.ts';
import { compartmentsOfMember } from '../../../src-main/core/access/withdrawal.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { listUsers } from '../../../src-main/core/people/list-users.ts';
import { resetUser } from '../../../src-main/core/people/reset-user.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { compartmentOf } from '../../../src-main/core/vault/open-vault.ts';
import { firstPassword, folderFor, ownPassword, readNote, sharedOffice, writeNote } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });

describe('somebody who is disabled', () => {
  test('cannot sign in, and is answered like a name that never was', async () => {
    const { env, folder, asOfficer } = freshOffice();
    await asOfficer((officer) => disableUser(officer, 'Anna'));
    const answer = (name: string) =>
      openSession(env, folder, { name, password: ownPassword }).catch((error: unknown) => error);
    const disabled = await answer('Anna');
    expect(disabled).toMatchObject({ code: 'sign-in-failed', details: {} });
    expect(disabled).toEqual(await answer('Nobody'));
  });

  test('loses every grant, and everything has a new key and is sealed again', async () => {
    const { asOfficer, open, people } = freshOffice();
    const folders = await asOfficer(async (officer) => [
      await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'write' }),
      await folderFor(officer, 'Pietersen', { Anna: 'read' }),
      await folderFor(officer, 'De Wit', { Bram: 'write' }),
    ]);
    const [jansen = '', pietersen = '', deWit = ''] = folders;
    const note = await asOfficer((officer) => writeNote(officer, jansen, 'a note'));
    await asOfficer(async (officer) => {
      const disabled = await disableUser(officer, 'anna');
      // She had two folders and her exchange compartment. Everything has a new key, so that nobody sees which those were: all
      // member lists were written anew; the records of three folders, the note, and what three exchanges say of a compartment
      // of their user's own were sealed again.
      expect(disabled).toMatchObject({ name: 'Anna', compartments: 3, resealed: { rows: 7, complete: true } });
      expect(compartmentsOfMember(officer, people.get('Anna') ?? '')).toEqual([]);
      for (const id of [jansen, pietersen, deWit]) {
        expect(compartmentOf(officer, id).epoch).toBe(2);
        expect(hasOldRows(officer, compartmentOf(officer, id))).toBe(false);
      }
      expect(officer.official.databaseKeys[people.get('Anna') ?? '']).toBeUndefined();
      expect(listUsers(officer).find(({ name }) => name === 'Anna')).toMatchObject({ state: 'disabled' });
    });
    const bram = await open('Bram');
    expect(readNote(bram, jansen, note)).toBe('a note');
    await closeVault(bram);
  });

  test('is neither disabled again nor reset, and leaves her name free', async () => {
    const { asOfficer } = freshOffice();
    await asOfficer(async (officer) => {
      const { id } = await disableUser(officer, 'Anna');
      await expect(disableUser(officer, id)).rejects.toMatchObject({
        code: 'not-found',
        details: { reason: 'user-disabled' },
      });
      await expect(resetUser(officer, id, firstPassword)).rejects.toMatchObject({ code: 'not-found' });
      const again = await addUser(officer, { name: 'Anna', role: 'employee', newPassword: firstPassword });
      expect(again.id).not.toBe(id);
    });
  });

  test('is never the Privacy Officer herself, and only she disables', async () => {
    const { asOfficer, open } = freshOffice();
    await asOfficer(async (officer) => {
      const details = { input: 'user', reason: 'privacy-officer-herself' };
      const self = expect.objectContaining({ code: 'invalid-input', details });
      await expect(disableUser(officer, officerName)).rejects.toEqual(self);
      await expect(resetUser(officer, officer.user.id, firstPassword)).rejects.toEqual(self);
      await expect(disableUser(officer, 'Nobody')).rejects.toMatchObject({
        code: 'not-found',
        details: { reason: 'user' },
      });
    });
    const anna = await open('Anna');
    await expect(disableUser(anna, 'Bram')).rejects.toMatchObject({ code: 'not-authorised' });
    await expect(resetUser(anna, 'Bram', firstPassword)).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(anna);
  });

  test('is out also when sealing again was cancelled, which the next sign-in then goes on with', async () => {
    const { asOfficer, open } = freshOffice();
    const controller = new AbortController();
    const folder = await asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'write' });
      writeNote(officer, id, 'a note');
      return id;
    });
    await asOfficer(async (officer) => {
      const stopped = { signal: controller.signal, report: () => undefined };
      const prepared = disableUser(officer, 'Anna', stopped);
      // After the change is made: its file is written last.
      const { files } = officer.env;
      const replace = files.replace.bind(files);
      files.replace = async (path, bytes) => {
        await replace(path, bytes);
        if (officer.directory.users.some(({ state }) => state === 'disabled')) controller.abort();
      };
      expect(await prepared).toMatchObject({ resealed: { rows: 0, complete: false } });
      files.replace = replace;
      expect(hasOldRows(officer, compartmentOf(officer, folder))).toBe(true);
    });
    const bram = await open('Bram');
    expect(hasOldRows(bram, compartmentOf(bram, folder))).toBe(false);
    expect([...compartmentOf(bram, folder).keys.keys()]).toEqual([1, 2]);
    await closeVault(bram);
    await asOfficer((officer) => expect([...compartmentOf(officer, folder).keys.keys()]).toEqual([2]));
  });

  test('before anything is done can be spared by cancelling', async () => {
    const { asOfficer, open } = freshOffice();
    await asOfficer(async (officer) => {
      const cancelled = { signal: AbortSignal.abort(), report: () => undefined };
      await expect(disableUser(officer, 'Anna', cancelled)).rejects.toMatchObject({ code: 'cancelled' });
      await expect(resetUser(officer, 'Anna', firstPassword, cancelled)).rejects.toMatchObject({ code: 'cancelled' });
    });
    await closeVault(await open('Anna'));
  });
});

describe('somebody whose account is reset', () => {
  test('activates it again with new keys, and has her folders', async () => {
    const { env, folder, asOfficer, open } = freshOffice();
    const secondPassword = 'Waterval-58-Schommel';
    const { jansen, note, before } = await asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'write' });
      const fingerprint = listUsers(officer).find(({ name }) => name === 'Anna')?.fingerprint;
      return { jansen: id, note: writeNote(officer, id, 'a note'), before: fingerprint };
    });
    const anna = await open('Anna');
    const own = writeNote(anna, jansen, 'written with her old keys');
    await closeVault(anna);

    await asOfficer(async (officer) => {
      expect(await resetUser(officer, 'Anna', firstPassword)).toMatchObject({ compartments: 2 });
      expect(compartmentOf(officer, jansen).epoch).toBe(2);
    });
    const old = openSession(env, folder, { name: 'Anna', password: ownPassword });
    await expect(old).rejects.toMatchObject({ code: 'sign-in-failed' });
    const provisional = openSession(env, folder, { name: 'Anna', password: firstPassword });
    await expect(provisional).rejects.toMatchObject({ code: 'account-not-activated' });
    await activateUser(env, folder, { name: 'Anna', password: firstPassword, newPassword: secondPassword });

    const uncertified = await open('Anna', secondPassword);
    expect(readNote(uncertified, jansen, note)).toBe('a note');
    const fresh = writeNote(uncertified, jansen, 'written while not certified');
    await closeVault(uncertified);
    await asOfficer((officer) => {
      expect(officer.broken.size).toBe(0);
      expect(listUsers(officer).find(({ name }) => name === 'Anna')).toMatchObject({ state: 'active' });
      expect(listUsers(officer).find(({ name }) => name === 'Anna')?.fingerprint).not.toBe(before);
      expect(compartmentOf(officer, jansen).epoch).toBe(3);
    });
    const certified = await open('Anna', secondPassword);
    expect(certified.broken.size).toBe(0);
    expect(readNote(certified, jansen, own)).toBe('written with her old keys');
    expect(readNote(certified, jansen, fresh)).toBe('written while not certified');
    await closeVault(certified);
  });

  test('before she had activated it starts anew', async () => {
    const { env, folder, asOfficer, open } = freshOffice();
    await asOfficer(async (officer) => {
      await addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword });
      await folderFor(officer, 'Jansen', { Carla: 'write' });
      await resetUser(officer, 'Carla', 'Tweede-Keer-8122');
    });
    const lost = { name: 'Carla', password: firstPassword, newPassword: ownPassword };
    await expect(activateUser(env, folder, lost)).rejects.toMatchObject({ code: 'sign-in-failed' });
    await activateUser(env, folder, { ...lost, password: 'Tweede-Keer-8122' });
    const carla = await open('Carla');
    expect(carla.compartments.size).toBe(2);
    await closeVault(carla);
  });
});
