import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src-main/adapters/sqlcipher/open-database.ts';
import { approveComputer } from '../../src-main/core/computers/approve-computer.ts';
import { requestComputer } from '../../src-main/core/computers/request-computer.ts';
import { revokeComputer } from '../../src-main/core/computers/revoke-computer.ts';
import { openWithX25519 } from '../../src-main/core/crypto/age/seal.ts';
import { bind } from '../../src-main/core/crypto/binding.ts';
import { fromBase64, u64 } from '../../src-main/core/crypto/bytes.ts';
import { tryUnseal } from '../../src-main/core/crypto/sealing.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { disableUser } from '../../src-main/core/people/disable-user.ts';
import { resetUser } from '../../src-main/core/people/reset-user.ts';
import { blobOf, integerOf } from '../../src-main/core/ports/row.ts';
import { recover } from '../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { alteredCost, alteredSlotPart, slotId } from '../../src-main/core/vault/slots.ts';
import type { VaultFileContent } from '../../src-main/core/vault/vault-file.ts';
import { copyFolder } from '../support/copy-folder.ts';
import { firstPassword, folderFor, type Office, otherComputer, ownPassword, sharedOffice } from '../support/office.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { officerName } from '../support/test-vault.ts';
import { describeWithTools, tool } from '../support/tools.ts';
import { type Insider, insiderOf, withDatabase } from './insider.ts';

const freshOffice = sharedOffice({ Els: 'employee', Bram: 'employee' });
const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
const secret = 'pas geschreven na het verlies';

/** The vault's folder as somebody copied it at that moment. */
function copyOf({ folder }: Office): string {
  const copy = tempFolder().file('vault');
  copyFolder(folder, copy);
  return copy;
}

const fileOf = (folder: string): VaultFileContent => JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8'));

/** What of a database another program than ours reads with a key. */
function readBySqlcipher(folder: string, key: Buffer): string {
  const input = `PRAGMA key = "x'${key.toString('hex')}'";\nSELECT count(*) FROM audit;\n`;
  return spawnSync(tool('sqlcipher'), [join(folder, 'vault.db')], { input, encoding: 'utf8' }).stdout;
}

/** Which of the keys that somebody held open something of a copy before the database: none is as it should be. */
function opensOutside(
  folder: string,
  { vault, databaseKey, officeSecret, computer, identities }: Insider,
  name: string,
) {
  const content = fileOf(folder);
  const context = { vault, officeSecret, cost: content.kdf };
  const everyKey = [...Object.values(content.databaseKeys), ...Object.values(content.computers)];
  const database = (() => {
    try {
      openDatabase(join(folder, 'vault.db'), databaseKey).close();
      return true;
    } catch {
      return false;
    }
  })();
  return {
    database,
    bySqlcipher: /\d/.test(readBySqlcipher(folder, databaseKey)),
    slots: alteredSlotPart(context, content.slots) !== alteredCost,
    slotOfHers: slotId(vault, officeSecret, 'everyday', name) in content.slots,
    keys: everyKey.filter((sealed) => openWithX25519(fromBase64(sealed), [computer, ...identities]) !== null).length,
  };
}
const nothing = { database: false, bySqlcipher: false, slots: false, slotOfHers: false, keys: 0 };

/** The rows that somebody's keys open of a copy whose database was opened for her. The log of before stays as it was. */
function opensInside(folder: string, databaseKey: Buffer, { vault, identities, keys }: Insider): string[] {
  const every = [...identities, ...keys.map(({ identity }) => identity)];
  const sealed = {
    keyrings: 'SELECT sealed FROM keyrings',
    escrow: 'SELECT escrow AS sealed FROM compartment_keys',
    step_up: 'SELECT step_up AS sealed FROM compartment_keys WHERE step_up IS NOT NULL',
    messages: 'SELECT sealed FROM messages',
  };
  return withDatabase(folder, databaseKey, (db) => [
    ...(['records', 'contents'] as const).flatMap((table) =>
      db.all(`SELECT id, compartment, version, sealed FROM ${table}`).flatMap((row) => {
        const place = [blobOf(row, 'compartment'), Buffer.from(table), blobOf(row, 'id')];
        const binding = bind(vault, 'record', ...place, u64(integerOf(row, 'version')));
        const opened = keys.some(({ recordKey }) => tryUnseal(recordKey, binding, blobOf(row, 'sealed')) !== null);
        return opened ? [table] : [];
      }),
    ),
    ...Object.entries(sealed).flatMap(([name, sql]) =>
      db.all(sql).flatMap((row) => (openWithX25519(blobOf(row, 'sealed'), every) === null ? [] : [name])),
    ),
  ]);
}

async function writtenBy(office: Office, name: string, folder: string): Promise<void> {
  await office.as(name, (vault) => addNote(vault, folder, secret));
}

const keyOf = (vault: OpenVault) => Buffer.from(vault.databaseKeyInUse);

describeWithTools(['sqlcipher'], 'who was disabled', () => {
  test('opens with all that she held nothing of a copy of later, in our program or another', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Els: 'write', Bram: 'write' }));
    const els = await office.as('Els', (vault) => insiderOf(vault));
    const before = copyOf(office);
    expect(opensOutside(before, els, 'Els')).toMatchObject({ database: true, slots: true, slotOfHers: true });
    expect(readBySqlcipher(before, els.databaseKey)).toMatch(/\d/);
    const key = await office.asOfficer(async (officer) => {
      await disableUser(officer, 'Els');
      return keyOf(officer);
    });
    await writtenBy(office, 'Bram', folder);
    const after = copyOf(office);
    // The computer is the office's own, and stays.
    expect(opensOutside(after, els, 'Els')).toEqual({ ...nothing, keys: 1 });
    const withoutComputer = { ...els, computer: els.identities[0] ?? els.computer };
    expect(opensOutside(after, withoutComputer, 'Els')).toEqual(nothing);
    expect(opensInside(after, key, withoutComputer)).toEqual([]);
  });
});

describeWithTools(['sqlcipher'], 'a stolen computer', () => {
  async function stolen() {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Els: 'write', Bram: 'write' }));
    const env = otherComputer(office, 'laptop');
    const { request, fingerprint, id } = await requestComputer(env, office.folder, 'file');
    await office.asOfficer((officer) => approveComputer(officer, request, fingerprint));
    const { vault } = await openSession(env, office.folder, { name: 'Els', password: ownPassword });
    // All that was in its memory: more than a thief has with her password, the keychain and the copy.
    const loot = insiderOf(vault);
    await closeVault(vault);
    return { office, folder, env, id, loot };
  }

  test('opens nothing of a copy of later without her password, whatever was in its keychain and its copy of before', async () => {
    const { office, folder, env, id, loot } = await stolen();
    await office.asOfficer((officer) => revokeComputer(officer, id, unwatched));
    await writtenBy(office, 'Bram', folder);
    const after = copyOf(office);
    const { name } = { name: 'Els' };
    // Her own identity comes out of the slot of before, which only her password opens.
    expect(opensOutside(after, { ...loot, identities: [] }, name)).toEqual(nothing);
    for (const user of ['Els', 'Bram', officerName]) {
      const signingIn = openSession(env, office.folder, { name: user, password: ownPassword });
      await expect(signingIn).rejects.toMatchObject({ code: 'keychain-entry-missing' });
    }
  });

  test('opens with her password what she may read until she is reset, and nothing that is written from then on', async () => {
    const { office, folder, id, loot } = await stolen();
    await office.asOfficer((officer) => revokeComputer(officer, id, unwatched));
    // Said to the Privacy Officer: her keys open her entry of later, and so a copy from between.
    const between = copyOf(office);
    expect(opensOutside(between, loot, 'Els')).toEqual({ ...nothing, keys: 1 });
    const entry = fromBase64(fileOf(between).databaseKeys[loot.user] ?? '');
    const { keys } = JSON.parse(String(openWithX25519(entry, loot.identities)));
    const betweenKey = Buffer.from(keys[0], 'hex');
    const key = await office.asOfficer(async (officer) => {
      await resetUser(officer, 'Els', firstPassword);
      return keyOf(officer);
    });
    await writtenBy(office, 'Bram', folder);
    const after = copyOf(office);
    expect(opensOutside(after, { ...loot, databaseKey: betweenKey }, 'Els')).toEqual(nothing);
    expect(opensInside(after, key, loot)).toEqual([]);
  });
});

describeWithTools(['sqlcipher'], 'the former passphrase of the Privacy Officer', () => {
  test('opens with all that it opened nothing of a copy from behind an emergency access', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Bram: 'write' }));
    const former = await office.asOfficer((officer) => insiderOf(officer));
    const before = copyOf(office);
    const wanted = { folder: office.folder, kitText: office.kit, newPassphrase, keychain: 'file' } as const;
    expect(await recover(office.env, wanted, unwatched)).toMatchObject({ pending: [] });
    const officer = await office.open(officerName, newPassphrase);
    const key = keyOf(officer);
    await closeVault(officer);
    await writtenBy(office, 'Bram', folder);
    const after = copyOf(office);
    expect(opensOutside(after, former, officerName)).toEqual(nothing);
    expect(opensInside(before, former.databaseKey, former)).toContain('records');
    expect(opensInside(after, key, former)).toEqual([]);
  });
});
