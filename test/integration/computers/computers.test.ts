import { describe, expect, test } from 'vitest';
import { approveComputer } from '../../../src-main/core/computers/approve-computer.ts';
import { listComputers } from '../../../src-main/core/computers/list-computers.ts';
import { requestComputer } from '../../../src-main/core/computers/request-computer.ts';
import { base64 } from '../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../src-main/core/crypto/signing.ts';
import { signStatement } from '../../../src-main/core/crypto/statement.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { type Computer, readComputer, storeComputer } from '../../../src-main/core/vault/computer.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { type Office, otherComputer, ownPassword, sharedOffice } from '../../support/office.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const anna = { name: 'Anna', password: ownPassword };

async function computerOf(office: Office, env: Office['env']): Promise<Computer> {
  const { id } = await office.asOfficer((officer) => ({ id: officer.id }));
  const keychain = await env.machine.keychainOf(id);
  if (keychain === null) throw new Error('no keychain');
  return await readComputer(keychain, id);
}

describe('another computer', () => {
  test('opens the vault once it is approved, and pins the root at its first sign-in', async () => {
    const office = freshOffice();
    const env = otherComputer(office, 'laptop / anna');
    const { request, fingerprint, id } = await requestComputer(env, office.folder, 'file');
    expect(fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    const early = openSession(env, office.folder, anna);
    await expect(early).rejects.toMatchObject({ code: 'keychain-entry-missing' });

    const shown = fingerprint.toLowerCase().replaceAll('-', ' ');
    await office.asOfficer(async (officer) => {
      expect(await approveComputer(officer, request, shown)).toEqual({ id, name: 'laptop / anna', fingerprint });
      const listed = listComputers(officer);
      expect(listed).toHaveLength(2);
      expect(listed).toContainEqual({ id, name: 'laptop / anna', fingerprint, present: false, state: 'active' });
      expect(listed.filter(({ present }) => present)).toMatchObject([{ id: officer.computer.id, state: 'active' }]);
    });
    expect((await computerOf(office, env)).root).toBeNull();
    const { vault } = await openSession(env, office.folder, anna);
    const { root } = vault;
    expect(listComputers(vault).find((computer) => computer.present)).toMatchObject({ id });
    await closeVault(vault);
    expect((await computerOf(office, env)).root).toBe(root);
  });

  test('asks for the same keys again until it is approved, and then no more', async () => {
    const office = freshOffice();
    const env = otherComputer(office, 'laptop');
    const first = await requestComputer(env, office.folder, 'file');
    const second = await requestComputer(env, office.folder, 'file');
    expect({ ...second, request: '' }).toEqual({ ...first, request: '' });
    await office.asOfficer((officer) => approveComputer(officer, second.request, first.fingerprint));
    const third = requestComputer(env, office.folder, 'file');
    await expect(third).rejects.toMatchObject({ code: 'invalid-input' });
    const own = requestComputer(office.env, office.folder, 'file');
    await expect(own).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('does not take a wrong password for a root, and pins nothing then', async () => {
    const office = freshOffice();
    const env = otherComputer(office, 'laptop');
    const { request, fingerprint } = await requestComputer(env, office.folder, 'file');
    await office.asOfficer((officer) => approveComputer(officer, request, fingerprint));
    const wrong = openSession(env, office.folder, { ...anna, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
    expect((await computerOf(office, env)).root).toBeNull();
  });

  test('that has pinned a root takes no other', async () => {
    const office = freshOffice();
    const env = otherComputer(office, 'laptop');
    const { request, fingerprint } = await requestComputer(env, office.folder, 'file');
    const { id } = await office.asOfficer(async (officer) => {
      await approveComputer(officer, request, fingerprint);
      return { id: officer.id };
    });
    const keychain = await env.machine.keychainOf(id);
    const computer = await computerOf(office, env);
    if (keychain) await storeComputer(keychain, id, { ...computer, root: base64(newSigningKey().publicKey) });
    const fooled = openSession(env, office.folder, anna);
    await expect(fooled).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'root' } });
  });

  test('is approved by the Privacy Officer only, for the fingerprint she compared and a request that is whole', async () => {
    const office = freshOffice();
    const env = otherComputer(office, 'laptop');
    const { request, fingerprint } = await requestComputer(env, office.folder, 'file');
    const asAnna = await office.open('Anna');
    const refused = approveComputer(asAnna, request, fingerprint);
    await expect(refused).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(asAnna);

    const other = newSigningKey();
    await office.asOfficer(async (officer) => {
      const payload = { kind: 'computer-request', vault: officer.id, computer: '0'.repeat(32), name: 'x', at: 1 };
      const keys = { signing: base64(other.publicKey), recipient: officer.directory.audit.recipient };
      const resigned = JSON.stringify(signStatement({ ...payload, ...keys }, [newSigningKey()]));
      const elsewhere = JSON.stringify(signStatement({ ...payload, ...keys, vault: 'f'.repeat(32) }, [other]));
      for (const [text, shown, input] of [
        [request, `0000${fingerprint.slice(4)}`, 'fingerprint'],
        [request, '', 'fingerprint'],
        ['not a request', fingerprint, 'request'],
        ['{}', fingerprint, 'request'],
        [request.replace('"signature":"', '"signature":"AAAA'), fingerprint, 'request'],
        [resigned, fingerprint, 'request'],
        [elsewhere, fingerprint, 'request'],
      ] as const) {
        const approved = approveComputer(officer, text, shown);
        await expect(approved, text).rejects.toMatchObject({ code: 'invalid-input', details: { input } });
      }
      expect(listComputers(officer)).toHaveLength(1);
      await approveComputer(officer, request, fingerprint);
      const twice = approveComputer(officer, request, fingerprint);
      await expect(twice).rejects.toMatchObject({ code: 'invalid-input', details: { input: 'request' } });
    });
  });

  test('cannot ask where there is no vault', async () => {
    const office = freshOffice();
    const nowhere = requestComputer(office.env, `${office.folder}/nowhere`, 'file');
    await expect(nowhere).rejects.toMatchObject({ code: 'vault-not-found' });
  });
});
