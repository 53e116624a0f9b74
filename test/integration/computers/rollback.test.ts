import { cpSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { acceptRollback } from '../../../src-main/core/vault/accept-rollback.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { rememberedHead } from '../../../src-main/core/vault/computer.ts';
import { folderFor, type Office, sharedOffice, writeNote } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });

/** All files of the vault as they were, put back after some work. */
async function rolledBack(): Promise<{ office: Office; folder: string }> {
  const office = freshOffice();
  const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write' }));
  cpSync(office.folder, `${office.folder}.old`, { recursive: true });
  await office.asOfficer((officer) => writeNote(officer, folder, 'lost'));
  rmSync(office.folder, { recursive: true });
  cpSync(`${office.folder}.old`, office.folder, { recursive: true });
  return { office, folder };
}

describe('a vault that came back older than this computer remembers', () => {
  test('can be read and not written, by anybody, until the Privacy Officer accepts it with a reason', async () => {
    const { office, folder } = await rolledBack();
    const anna = await office.open('Anna');
    expect(anna.readOnly).toBe(true);
    expect(() => writeNote(anna, folder, 'x')).toThrowError(expect.objectContaining({ code: 'vault-read-only' }));
    await expect(acceptRollback(anna, 'because')).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(anna);

    await office.asOfficer(async (officer) => {
      expect(officer.readOnly).toBe(true);
      const before = officer.log.head.position;
      await acceptRollback(officer, 'restored after a broken disk');
      expect(officer.log.head.position).toBe(before + 1);
      writeNote(officer, folder, 'from here on');
      await expect(acceptRollback(officer, 'again')).rejects.toMatchObject({ code: 'invalid-input' });
    });
    const again = await office.open('Anna');
    expect(again.readOnly).toBe(false);
    await closeVault(again);
  });

  test('stays in the memory of the computer as accepted, with the head that was given up', async () => {
    const { office } = await rolledBack();
    const { id, given } = await office.asOfficer(async (officer) => {
      const remembered = await rememberedHead(officer.keychain, officer.id);
      await acceptRollback(officer, 'restored');
      return { id: officer.id, given: remembered?.hash };
    });
    const keychain = await office.env.machine.keychainOf(id);
    if (keychain === null) throw new Error('no keychain');
    expect(await rememberedHead(keychain, id)).toMatchObject({ accepted: given });
  });

  test('is not accepted by a sign-in alone: no step of maintenance writes to it', async () => {
    const { office } = await rolledBack();
    await office.asOfficer((officer) => {
      expect(officer.db.get('SELECT max(position) AS position FROM audit')).toEqual({
        position: officer.log.head.position,
      });
    });
    const officer = await office.open(officerName);
    expect(officer.readOnly).toBe(true);
    await closeVault(officer);
  });
});
