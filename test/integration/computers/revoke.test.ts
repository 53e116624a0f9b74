import { describe, expect, test } from 'vitest';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { approveComputer } from '../../../src-main/core/computers/approve-computer.ts';
import { listComputers } from '../../../src-main/core/computers/list-computers.ts';
import { requestComputer } from '../../../src-main/core/computers/request-computer.ts';
import { revokeComputer } from '../../../src-main/core/computers/revoke-computer.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { listUsers } from '../../../src-main/core/people/list-users.ts';
import { resetUser } from '../../../src-main/core/people/reset-user.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { Environment, OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { firstPassword, type Office, otherComputer, ownPassword, sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee', Cleo: 'employee' });

/** A laptop that was approved. */
async function laptopOf(office: Office, name = 'laptop'): Promise<{ env: Environment; id: string }> {
  const env = otherComputer(office, name);
  const { request, fingerprint, id } = await requestComputer(env, office.folder, 'file');
  await office.asOfficer((officer) => approveComputer(officer, request, fingerprint));
  return { env, id };
}

async function signInAt(env: Environment, office: Office, name: string): Promise<OpenVault> {
  const password = name === officerName ? officerPassphrase : ownPassword;
  return (await openSession(env, office.folder, { name, password })).vault;
}

const toRenew = (vault: OpenVault) =>
  listUsers(vault)
    .filter(({ renew }) => renew)
    .map(({ name }) => name);

describe('a computer that is struck off', () => {
  test('opens nothing any more, for nobody, and everybody else goes on without a new password', async () => {
    const office = freshOffice();
    const { env, id } = await laptopOf(office);
    await closeVault(await signInAt(env, office, 'Anna'));
    await office.asOfficer(async (officer) => {
      const anna = { id: office.people.get('Anna'), name: 'Anna', role: 'employee' };
      expect(await revokeComputer(officer, 'laptop', unwatched)).toEqual({
        id,
        name: 'laptop',
        renew: [anna],
        rotated: true,
      });
      expect(listComputers(officer).find((one) => one.id === id)).toMatchObject({ state: 'struck-off' });
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
    for (const name of ['Anna', 'Bram', officerName]) {
      await expect(signInAt(env, office, name)).rejects.toMatchObject({ code: 'keychain-entry-missing' });
      await closeVault(await office.open(name));
    }
  });

  test('names for new keys who may have used it: who signed in or activated there, and who recovered; no other', async () => {
    const office = freshOffice();
    const { env, id } = await laptopOf(office);
    const other = await laptopOf(office, 'another');
    await office.asOfficer(async (officer) => {
      for (const name of ['Nora', 'Otto'])
        await addUser(officer, { name, role: 'employee', newPassword: firstPassword });
    });
    const activate = (at: Environment, name: string) =>
      activateUser(at, office.folder, { name, password: firstPassword, newPassword: ownPassword });
    await activate(env, 'Nora');
    await activate(other.env, 'Otto');
    await closeVault(await signInAt(env, office, officerName));
    await closeVault(await signInAt(env, office, 'Bram'));
    await closeVault(await signInAt(other.env, office, 'Cleo'));
    await office.asOfficer(async (officer) => {
      const { renew } = await revokeComputer(officer, id, unwatched);
      expect(renew.map(({ name }) => name).sort()).toEqual(['Bram', 'Nora', officerName]);
      expect(toRenew(officer)).toEqual(['Bram', 'Nora', officerName]);
      // One that her account was activated on before the log told where.
      changeVault(officer, (change) => change.tell('user-activated', { user: officer.user.id }));
      const again = await revokeComputer(officer, other.id, unwatched);
      expect(again.renew.map(({ name }) => name).sort()).toEqual(['Cleo', 'Otto', officerName]);
    });
  });

  test('leaves those who used it to be reset, which gives the database another key once more', async () => {
    const office = freshOffice();
    const { env, id } = await laptopOf(office);
    await closeVault(await signInAt(env, office, 'Anna'));
    await office.asOfficer(async (officer) => {
      await revokeComputer(officer, id, unwatched);
      const key = Buffer.from(officer.databaseKeyInUse);
      expect(await resetUser(officer, 'Bram', firstPassword)).toMatchObject({ rotated: true });
      expect(officer.databaseKeyInUse.equals(key)).toBe(true);
      expect(await resetUser(officer, 'Anna', firstPassword)).toMatchObject({ rotated: true });
      expect(officer.databaseKeyInUse.equals(key)).toBe(false);
      expect(toRenew(officer)).toEqual([]);
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
  });

  test('may come back as a new one, with other keys and the root that it had pinned', async () => {
    const office = freshOffice();
    const { env, id } = await laptopOf(office);
    const { root } = await office.asOfficer((officer) => ({ root: officer.root }));
    await closeVault(await signInAt(env, office, 'Anna'));
    await office.asOfficer((officer) => revokeComputer(officer, id, unwatched));
    const asked = await requestComputer(env, office.folder, 'file');
    expect(asked.id).not.toBe(id);
    await office.asOfficer((officer) => approveComputer(officer, asked.request, asked.fingerprint));
    const anna = await signInAt(env, office, 'Anna');
    expect([anna.computer.id, anna.root]).toEqual([asked.id, root]);
    await closeVault(anna);
  });

  test('is never the one that she works on, nor one that is none or is struck off, and only she strikes off', async () => {
    const office = freshOffice();
    const { id } = await laptopOf(office);
    await laptopOf(office);
    await office.as('Anna', async (anna) => {
      await expect(revokeComputer(anna, id, unwatched)).rejects.toMatchObject({ code: 'not-authorised' });
    });
    await office.asOfficer(async (officer) => {
      const refused = async (reference: string, job: Job = unwatched) => {
        const error: unknown = await revokeComputer(officer, reference, job).catch((thrown: unknown) => thrown);
        return error;
      };
      const before = officer.log.head.position;
      const invalid = (reason: string) => ({ code: 'invalid-input', details: { input: 'computer', reason } });
      expect(await refused(officer.computer.id)).toMatchObject(invalid('own-computer'));
      expect(await refused('laptop')).toMatchObject(invalid('ambiguous'));
      expect(await refused('none')).toMatchObject({ code: 'not-found', details: { reason: 'computer' } });
      expect(await refused(id, { signal: AbortSignal.abort(), report: () => undefined })).toMatchObject({
        code: 'cancelled',
      });
      expect(officer.log.head.position).toBe(before);
      await revokeComputer(officer, id, unwatched);
      expect(await refused(id)).toMatchObject(invalid('computer-struck-off-already'));
      // Of two of a name the one that is active is meant.
      await revokeComputer(officer, 'laptop', unwatched);
      expect(listComputers(officer).filter(({ state }) => state === 'active')).toHaveLength(1);
    });
  });
});
