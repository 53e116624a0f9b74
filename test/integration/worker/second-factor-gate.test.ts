import { expect, test } from 'vitest';
import { calls } from '../../../src-main/contract/calls.ts';
import { changeOfficeSettings, type OfficeSettingsChange } from '../../../src-main/core/settings/office-settings.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { requireSecondFactor } from '../../../src-main/worker/second-factor-gate.ts';
import { enrol } from '../../support/second-factor.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';
import { startClient } from '../../support/vault-client.ts';

const compulsory: OfficeSettingsChange = { idleLockMinutes: 5, secondFactor: 'compulsory' };
const free = [
  'changePassword',
  'officeSettings',
  'secondFactorBegin',
  'secondFactorConfirm',
  'secondFactorNewCodes',
  'secondFactorState',
  'secondFactorTurnOff',
  'secondFactorTurnOn',
  'signOut',
  'statusDetailed',
];

const all = Object.entries(calls).flatMap(([name, { session }]) => (session === 'signed-in' ? [name] : []));

test('without the second factor that the office asks for, everything but setting it up is refused', async () => {
  const { officer } = await createTestVault();
  const refused = () =>
    all.filter((name) => {
      try {
        requireSecondFactor(officer, name);
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'second-factor-missing' });
        return true;
      }
    });
  expect(refused()).toEqual([]);
  changeOfficeSettings(officer, compulsory);
  expect(all.filter((name) => !refused().includes(name)).sort()).toEqual(free);
  officer.readOnly = true;
  expect(all.filter((name) => !refused().includes(name)).sort()).toEqual(['acceptRollback', ...free].sort());
  officer.readOnly = false;
  await enrol(officer, officerPassphrase);
  expect(refused()).toEqual([]);
  await closeVault(officer);
});

test('the worker asks it of every call, from the moment that the office does', async () => {
  const vault = await createTestVault();
  await closeVault(vault.officer);
  const client = startClient(vault);
  const credentials = { vault: vault.folder, name: officerName, password: officerPassphrase };
  const first = await client.call('signIn', null, credentials);
  expect(first.secondFactor).toBe('off');
  await client.call('officeSettingsChange', first.session, compulsory);
  await expect(client.call('userList', first.session, {})).rejects.toMatchObject({ code: 'second-factor-missing' });
  expect(await client.call('secondFactorState', first.session, {})).toEqual({
    state: 'to-set-up',
    recoveryCodesLeft: 0,
  });
  await client.call('signOut', first.session, {});
  const second = await client.call('signIn', null, credentials);
  expect(second.secondFactor).toBe('to-set-up');
  await expect(client.call('folderList', second.session, {})).rejects.toMatchObject({ code: 'second-factor-missing' });
  await client.call('statusDetailed', second.session, {});
  await client.call('signOut', second.session, {});
});
