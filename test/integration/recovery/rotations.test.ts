import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { sealToPostQuantum } from '../../../src-main/core/crypto/age/seal.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { base64 } from '../../../src-main/core/crypto/bytes.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { changeVault, changeVaultWithFile } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { sealDatabaseKeys } from '../../../src-main/core/vault/database-keys.ts';
import { presentKey } from '../../../src-main/core/vault/directory.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { type Office, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';

const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
const office = sharedOffice({ Els: 'employee' });

/** A `recovery.age` of this vault that holds these secrets, each as docs/formats.md section 5 has it. */
async function recoveryFileOf(
  vault: OpenVault,
  databaseKeys: readonly Uint8Array[],
  secrets: { officeSecret: Uint8Array; nextOfficeSecret?: Uint8Array },
): Promise<Buffer> {
  const json = {
    vault: vault.id,
    databaseKeys: databaseKeys.map((key) => Buffer.from(key).toString('hex')),
    officeSecret: base64(secrets.officeSecret),
    ...(secrets.nextOfficeSecret ? { nextOfficeSecret: base64(secrets.nextOfficeSecret) } : {}),
  };
  return await sealToPostQuantum(Buffer.from(JSON.stringify(json)), vault.directory.recovery);
}

/** The directory permits this file as `recovery.age` besides the present one. */
function permit(officer: OpenVault, file: Uint8Array): void {
  changeVault(officer, (change) => {
    change.setDirectory((directory) => ({
      ...directory,
      files: { ...directory.files, nextRecovery: sha256(file).toString('hex') },
      // Also decided for later versions, and to be read by this one.
      users: directory.users.map((user) => ({ ...user, renew: change.position })),
    }));
    change.tell('trial', {});
  });
}

async function partsFound(here: Office): Promise<string[]> {
  return await here.asOfficer(async (officer) => {
    return (await checkVault(officer, unwatched)).findings.map(({ part }) => part);
  });
}

const partsOfKit = async (here: Office) =>
  (await checkRecovery(here.env, here.folder, here.kit, unwatched)).findings.map(({ part }) => part);

test('both recovery files of a rotation that stopped half way open the vault, and no third; the next sign-in takes the second', async () => {
  const here = office();
  const path = join(here.folder, 'recovery.age');
  writeFileSync(`${path}.next`, 'x');
  // One that the directory does not permit goes.
  expect([await partsFound(here), existsSync(`${path}.next`)]).toEqual([[], false]);
  const [next, third] = await here.asOfficer(async (officer) => {
    const keys = officer.databaseKeys;
    const made = [
      await recoveryFileOf(officer, [...keys, randomBytes(48)], officer),
      await recoveryFileOf(officer, keys, officer),
    ] as const;
    permit(officer, made[0]);
    return made;
  });
  writeFileSync(`${path}.next`, next);
  // The present one is still in its place.
  expect([readFileSync(path).equals(next), await partsOfKit(here)]).toEqual([false, []]);
  await closeVault(await here.open('Els'));
  expect([readFileSync(path).equals(next), existsSync(`${path}.next`)]).toEqual([true, false]);
  expect([await partsOfKit(here), await partsFound(here)]).toEqual([[], []]);
  writeFileSync(path, third);
  const named = { code: 'integrity-violated', details: { part: 'recovery.age' } };
  await expect(partsOfKit(here)).rejects.toMatchObject(named);
  writeFileSync(`${path}.next`, third);
  expect([await partsFound(here), existsSync(`${path}.next`)]).toEqual([['recovery.age'], false]);
});

test('a vault whose database is under the second of two keys opens by the kit and for its users', async () => {
  const here = office();
  await here.asOfficer(async (officer) => {
    const keys = [randomBytes(48), ...officer.databaseKeys];
    const file = await recoveryFileOf(officer, keys, officer);
    permit(officer, file);
    writeFileSync(join(here.folder, 'recovery.age'), file);
    const databaseKeys = Object.fromEntries(
      officer.directory.users.map((user) => [user.id, sealDatabaseKeys(keys, presentKey(user).recipient)]),
    );
    await changeVaultWithFile(officer, { ...officer.official, databaseKeys }, (change) => change.tell('trial', {}));
  });
  expect([await partsOfKit(here), await partsFound(here)]).toEqual([[], []]);
  await closeVault(await here.open('Els'));
});

test('break-glass while the office secret is being rotated uses the one that the slots are sealed under', async () => {
  const here = office();
  await here.asOfficer(async (officer) => {
    const secrets = { officeSecret: randomBytes(32), nextOfficeSecret: officer.officeSecret };
    const file = await recoveryFileOf(officer, officer.databaseKeys, secrets);
    permit(officer, file);
    writeFileSync(join(here.folder, 'recovery.age'), file);
  });
  expect(await partsOfKit(here)).toEqual([]);
  await recover(here.env, { folder: here.folder, kitText: here.kit, newPassphrase, keychain: 'file' }, unwatched);
  const { vault } = await openSession(here.env, here.folder, { name: officerName, password: newPassphrase });
  expect((await checkVault(vault, unwatched)).findings).toEqual([]);
  // It has renewed both itself.
  expect([vault.directory.pending, vault.directory.files.nextRecovery]).toEqual([[], undefined]);
  await closeVault(vault);
  await closeVault(await here.open('Els'));
});
