import { describe, expect, test } from 'vitest';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { listUsers } from '../../../src-main/core/people/list-users.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { createOffice, firstPassword, ownPassword } from '../../support/office.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';

describe('a new account', () => {
  test('is activated by its user, certified by the Privacy Officer, and has the same fingerprint all along', async () => {
    const { env, folder, officer } = await createTestVault();
    const { id } = await addUser(officer, { name: 'Anna  Bakker', role: 'employee', newPassword: firstPassword });
    expect(listUsers(officer)).toMatchObject([{ id, name: 'Anna Bakker', role: 'employee', state: 'provisional' }, {}]);
    await closeVault(officer);

    const early = openSession(env, folder, { name: 'anna bakker', password: firstPassword });
    await expect(early).rejects.toMatchObject({ code: 'account-not-activated' });
    const { fingerprint } = await activateUser(env, folder, {
      name: 'anna bakker',
      password: firstPassword,
      newPassword: ownPassword,
    });

    const uncertified = await openSession(env, folder, { name: 'Anna Bakker', password: ownPassword });
    expect(uncertified.vault.user.uncertified).toBe(true);
    expect(listUsers(uncertified.vault)[0]).toMatchObject({ state: 'activated', fingerprint });
    await closeVault(uncertified.vault);

    const second = await openSession(env, folder, { name: officerName, password: officerPassphrase });
    expect(second.unfinished).toEqual([]);
    expect(listUsers(second.vault)[0]).toMatchObject({ state: 'active', fingerprint });
    await closeVault(second.vault);

    const certified = await openSession(env, folder, { name: 'Anna Bakker', password: ownPassword });
    expect(certified.vault.user.uncertified).toBe(false);
    expect(certified.unfinished).toEqual([]);
    await closeVault(certified.vault);
    const again = await openSession(env, folder, { name: 'Anna Bakker', password: ownPassword });
    expect(again.vault.user.identities).toHaveLength(1);
    await closeVault(again.vault);
  });

  test('opens with neither the first password nor a second activation once its user has activated it', async () => {
    const { env, folder } = await createOffice({ Anna: 'employee' });
    const first = openSession(env, folder, { name: 'Anna', password: firstPassword });
    await expect(first).rejects.toMatchObject({ code: 'sign-in-failed' });
    const twice = { name: 'Anna', password: ownPassword, newPassword: 'Paraplu-33-Zeewier' };
    await expect(activateUser(env, folder, twice)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('cannot be that of a second Privacy Officer, nor have the name of somebody who is there', async () => {
    const { officer } = await createTestVault();
    const newPassword = firstPassword;
    const second = addUser(officer, { name: 'Anna', role: 'privacy-officer', newPassword });
    await expect(second).rejects.toMatchObject({ code: 'invalid-input', details: { input: 'role' } });
    const same = addUser(officer, { name: ` ${officerName.toUpperCase()}`, role: 'employee', newPassword });
    await expect(same).rejects.toMatchObject({ code: 'name-taken' });
    for (const name of ['', ' \u2003', 'a\u0007b', '\ud800', 'x'.repeat(201)]) {
      const odd = addUser(officer, { name, role: 'employee', newPassword });
      await expect(odd, JSON.stringify(name)).rejects.toMatchObject({
        code: 'invalid-input',
        details: { input: 'name' },
      });
    }
    expect(officer.directory.users).toHaveLength(1);
    await closeVault(officer);
  });

  test('with any name that can be written works', async () => {
    const names = ['Şule Öztürk', '李小龙', 'Łukasz 👩‍💼', "d'Hondt-van 't Zand"];
    const { open } = await createOffice(Object.fromEntries(names.map((name) => [name, 'employee' as const])));
    for (const name of names) {
      const vault = await open(name);
      expect(vault.user.name).toBe(name);
      await closeVault(vault);
    }
  });

  test('needs a password by the rules, at the start and for activation', async () => {
    const { env, folder, officer } = await createTestVault();
    const weak = addUser(officer, { name: 'Anna', role: 'employee', newPassword: 'welkom' });
    await expect(weak).rejects.toMatchObject({
      code: 'password-too-weak',
      details: { reasons: ['too-short', 'no-digit', 'no-capital', 'too-easy-to-guess'] },
    });
    await addUser(officer, { name: 'Anna', role: 'employee', newPassword: firstPassword });
    await closeVault(officer);
    for (const [newPassword, code] of [
      ['Welkom01', 'password-too-weak'],
      ['Banana-Anna-1947-Kiwi', 'password-too-weak'],
      [firstPassword, 'invalid-input'],
    ] as const) {
      const activated = activateUser(env, folder, { name: 'Anna', password: firstPassword, newPassword });
      await expect(activated).rejects.toMatchObject({ code });
    }
    await activateUser(env, folder, { name: 'Anna', password: firstPassword, newPassword: ownPassword });
  });

  test("is nobody else's to make", async () => {
    const { open } = await createOffice({ Olga: 'office-manager' });
    const olga = await open('Olga');
    const added = addUser(olga, { name: 'Anna', role: 'employee', newPassword: firstPassword });
    await expect(added).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(olga);
  });
});
