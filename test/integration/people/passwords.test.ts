import { describe, expect, test } from 'vitest';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { changePassword } from '../../../src-main/core/people/change-password.ts';
import { listUsers } from '../../../src-main/core/people/list-users.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { openSlot, StepUpSecretsSchema, slotId } from '../../../src-main/core/vault/slots.ts';
import { firstPassword, ownPassword, sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const newPassword = 'Waterval-58-Schommel';
const newPassphrase = 'tolum-gavek-rinop-dasil';

describe('a password that is changed by its user', () => {
  test('opens her account, and the old one does not', async () => {
    const { env, folder, open } = freshOffice();
    const anna = await open('Anna');
    const same = changePassword(anna, ownPassword, ownPassword);
    await expect(same).rejects.toMatchObject({ code: 'invalid-input', details: { reason: 'password-unchanged' } });
    await changePassword(anna, ownPassword, newPassword);
    await closeVault(anna);
    const old = openSession(env, folder, { name: 'Anna', password: ownPassword });
    await expect(old).rejects.toMatchObject({ code: 'sign-in-failed' });
    await closeVault(await open('Anna', newPassword));
  });

  test('opens it also when it was changed while the sign-in with it waited for the vault', async () => {
    const { env, folder, open } = freshOffice();
    const before = await env.files.read(`${folder}/vault.json`);
    const anna = await open('Anna');
    await changePassword(anna, ownPassword, newPassword);
    await closeVault(anna);
    // What is read before the lock is had is of before.
    let isLocked = false;
    const store = {
      ...env.store,
      lock: (path: string) => {
        isLocked = true;
        return env.store.lock(path);
      },
    };
    const files = new Proxy(env.files, {
      get: (target, name) => {
        if (name === 'read') {
          return (path: string) => (isLocked || !path.endsWith('/vault.json') ? target.read(path) : before);
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const { vault } = await openSession({ ...env, files, store }, folder, { name: 'Anna', password: newPassword });
    expect(vault.readOnly).toBe(false);
    await closeVault(vault);
  });

  test('before the account is certified takes nothing from the certification', async () => {
    const { env, folder, open, asOfficer } = freshOffice();
    await asOfficer((officer) => addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword }));
    await activateUser(env, folder, { name: 'Carla', password: firstPassword, newPassword: ownPassword });
    const uncertified = await open('Carla');
    await changePassword(uncertified, ownPassword, newPassword);
    await closeVault(uncertified);
    await asOfficer((officer) => expect(listUsers(officer).map(({ state }) => state)).not.toContain('activated'));
    const certified = await open('Carla', newPassword);
    expect(certified.user.uncertified).toBe(false);
    await closeVault(certified);
    await closeVault(await open('Carla', newPassword));
  });

  test('of the Privacy Officer opens her step-up slot too', async () => {
    const { open } = freshOffice();
    const officer = await open(officerName);
    await changePassword(officer, officerPassphrase, newPassphrase);
    await closeVault(officer);
    const again = await open(officerName, newPassphrase);
    const id = slotId(again.id, again.officeSecret, 'step-up', officerName);
    const context = { vault: again.id, officeSecret: again.officeSecret, cost: again.official.kdf };
    const slot = again.official.slots[id];
    expect(await openSlot(context, id, slot, newPassphrase, StepUpSecretsSchema)).toMatchObject({
      user: again.user.id,
    });
    expect(await openSlot(context, id, slot, officerPassphrase, StepUpSecretsSchema)).toBeNull();
    await closeVault(again);
  });

  test('asks the old one, counts a wrong one, and makes a guesser at an open desk wait', async () => {
    const { open, clock } = freshOffice();
    const anna = await open('Anna');
    const before = anna.log.head.position;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(changePassword(anna, 'guess', newPassword)).rejects.toMatchObject({ code: 'sign-in-failed' });
    }
    const waiting = expect.objectContaining({ code: 'sign-in-locked-out' });
    await expect(changePassword(anna, ownPassword, newPassword)).rejects.toEqual(waiting);
    clock.advance(30_000);
    await changePassword(anna, ownPassword, newPassword);
    expect(anna.log.head.position).toBe(before + 1);
    await closeVault(anna);
  });

  test('follows the rules, which ask more of the Privacy Officer', async () => {
    const { open, asOfficer } = freshOffice();
    const anna = await open('Anna');
    const short = changePassword(anna, ownPassword, 'kort');
    await expect(short).rejects.toMatchObject({ code: 'password-too-weak' });
    const named = changePassword(anna, ownPassword, 'Zomer-2026-Anna-Strand');
    await expect(named).rejects.toMatchObject({ details: { reasons: ['contains-name'] } });
    await closeVault(anna);
    await asOfficer(async (officer) => {
      const weak = changePassword(officer, officerPassphrase, 'Regenjas-47');
      await expect(weak).rejects.toMatchObject({ details: { reasons: ['too-easy-to-guess'] } });
    });
  });
});
