import { describe, expect, test } from 'vitest';
import { openCommit } from '../../../src-main/core/access/commit.ts';
import {
  blindedCommitId,
  type CompartmentKey,
  compartmentKeyOf,
} from '../../../src-main/core/access/compartment-key.ts';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { commitKinds } from '../../../src-main/core/audit/log.ts';
import { openWithX25519 } from '../../../src-main/core/crypto/age/seal.ts';
import { type X25519Identity, x25519IdentityFromRaw } from '../../../src-main/core/crypto/age/x25519-identity.ts';
import { idBytes } from '../../../src-main/core/crypto/bytes.ts';
import { type SigningKey, signingKeyOf } from '../../../src-main/core/crypto/signing.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import type { Database } from '../../../src-main/core/ports/database.ts';
import { blobOf, idOf, integerOf } from '../../../src-main/core/ports/row.ts';
import { openRecord } from '../../../src-main/core/records/sealed-record.ts';
import { changeVaultWithFile } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { compartmentOf, type OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, type Office, sharedOffice, writeNote } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee', Ivo: 'it-admin' });

/** All that somebody had in her memory while she was signed in, copied out by a program of her own. */
interface Loot {
  readonly user: string;
  readonly databaseKey: Buffer;
  readonly identities: readonly X25519Identity[];
  readonly signing: SigningKey;
  readonly keys: readonly CompartmentKey[];
}

function loot(vault: OpenVault): Loot {
  const copy = (identity: X25519Identity) => x25519IdentityFromRaw(identity.secretKey);
  return {
    user: vault.user.id,
    databaseKey: Buffer.from(vault.databaseKeys[0] ?? []),
    identities: vault.user.identities.map(copy),
    signing: signingKeyOf(Buffer.from(vault.user.author.signing.seed)),
    keys: [...vault.compartments.values()].flatMap(({ id, keys }) =>
      [...keys.values()].map((key) => compartmentKeyOf(vault.id, id, key.epoch, copy(key.identity))),
    ),
  };
}

async function lootOf(office: Office, name: string): Promise<Loot> {
  const vault = await office.open(name);
  const taken = loot(vault);
  await closeVault(vault);
  return taken;
}

/** What these keys open of the database as it lies there: every row is tried with every key. */
function openedWith(db: Database, vault: string, { identities, keys }: Loot): string[] {
  const opened: string[] = [];
  const tryEach = (name: string, open: (key: CompartmentKey) => unknown) => {
    for (const key of keys) {
      try {
        if (open(key) !== null) opened.push(name);
      } catch {
        // A key that does not fit.
      }
    }
  };
  for (const table of ['records', 'contents'] as const) {
    for (const row of db.all(`SELECT id, compartment, version, sealed FROM ${table}`)) {
      const [id, compartment] = [idOf(row, 'id'), idOf(row, 'compartment')];
      const place = { vault, compartment, table, id, version: integerOf(row, 'version') };
      tryEach(`${table} of ${compartment}`, (key) => openRecord(place, key.recordKey, blobOf(row, 'sealed')));
    }
  }
  for (const row of db.all('SELECT position, key, body FROM audit_commits WHERE kind = ?', commitKinds.compartment)) {
    const position = integerOf(row, 'position');
    tryEach(`commit ${position}`, (key) => openCommit(vault, key, blobOf(row, 'body'), position));
    const versions = Array.from({ length: 30 }, (_, version) => version);
    tryEach(
      `blinded ${position}`,
      (key) => versions.find((version) => blindedCommitId(key, version).equals(blobOf(row, 'key'))) ?? null,
    );
  }
  const every = [...identities, ...keys.map(({ identity }) => identity)];
  const sealed: [string, string][] = [
    ['keyrings', 'SELECT user AS id, sealed FROM keyrings'],
    ['escrow', 'SELECT compartment AS id, escrow AS sealed FROM compartment_keys'],
    ['step_up', 'SELECT compartment AS id, step_up AS sealed FROM compartment_keys WHERE step_up IS NOT NULL'],
    ['messages', 'SELECT id, sealed FROM messages'],
    ['details', 'SELECT zeroblob(16) AS id, sealed FROM audit_details WHERE sealed IS NOT NULL'],
  ];
  for (const [name, sql] of sealed) {
    for (const row of db.all(sql)) {
      if (openWithX25519(blobOf(row, 'sealed'), every) !== null) opened.push(`${name} of ${idOf(row, 'id')}`);
    }
  }
  return opened;
}

async function withDatabase<Result>(office: Office, key: Buffer, work: (db: Database) => Result): Promise<Result> {
  const db = await office.env.store.open(`${office.folder}/vault.db`, key);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** A program that writes with keys of its choice and asks nobody. */
function writingAs(vault: OpenVault, { user, signing }: Loot): OpenVault {
  const author = { user, signing };
  return { ...vault, user: { ...vault.user, id: user, author, directorySigning: signing } };
}

describe('with every check of the program bypassed', () => {
  test('who had a folder opens nothing of it that was written or sealed again since', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'write' });
      writeNote(officer, id, 'from before');
      return id;
    });
    const bram = await lootOf(office, 'Bram');
    const { vault, since } = await office.asOfficer(async (officer) => {
      const before = openedWith(officer.db, officer.id, bram);
      expect(before.filter((name) => name === `records of ${folder}`)).toHaveLength(3);
      for (const kind of ['commit', 'blinded']) expect(before.some((name) => name.startsWith(`${kind} `))).toBe(true);
      await revokeFolder(officer, folder, office.people.get('Bram') ?? '');
      writeNote(officer, folder, 'from after');
      return { vault: officer.id, since: officer.log.head.position };
    });
    const anna = await office.open('Anna');
    writeNote(anna, folder, 'from after, by a member');
    await closeVault(anna);
    await withDatabase(office, bram.databaseKey, (db) => {
      const opened = openedWith(db, vault, bram);
      expect(opened.filter((name) => name.endsWith(folder))).toEqual([]);
      expect(opened).not.toContain(`commit ${since}`);
      expect(opened).not.toContain(`blinded ${since}`);
      // Her own keyring and what she shares with the Privacy Officer are still hers.
      expect(opened).toContain(`keyrings of ${bram.user}`);
      expect(opened.filter((name) => name.startsWith('keyrings'))).toHaveLength(1);
      expect(opened.filter((name) => /^(escrow|step_up|messages|details)/.test(name))).toEqual([]);
    });
  });

  test('who was disabled opens nothing, not even the database, and of that nothing when another opens it for her', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' }));
    const anna = await lootOf(office, 'Anna');
    const { vault, until, key } = await office.asOfficer(async (officer) => {
      expect(openedWith(officer.db, officer.id, anna)).toContain(`records of ${folder}`);
      const { position } = officer.log.head;
      await disableUser(officer, 'Anna');
      return { vault: officer.id, until: position + 1, key: Buffer.from(officer.databaseKeyInUse) };
    });
    await expect(withDatabase(office, anna.databaseKey, () => undefined)).rejects.toMatchObject({
      details: { part: 'vault.db' },
    });
    await withDatabase(office, key, (db) => {
      const opened = openedWith(db, vault, anna);
      expect(opened.filter((name) => !/^(commit|blinded) /.test(name))).toEqual([]);
      expect(opened.filter((name) => Number(name.split(' ')[1]) >= until)).toEqual([]);
    });
  });

  test('an IT administrator opens nothing but his own keyring and what he shares with the Privacy Officer', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Jansen', { Anna: 'write' });
      writeNote(officer, folder, 'a note');
      await folderFor(officer, 'Personeel', {}, 'personnel');
    });
    const ivo = await lootOf(office, 'Ivo');
    await office.asOfficer((officer) => {
      const exchange = officer.directory.users.find(({ id }) => id === ivo.user)?.exchange;
      const opened = openedWith(officer.db, officer.id, ivo).filter((name) => !/^(commit|blinded) /.test(name));
      expect(new Set(opened)).toEqual(new Set([`records of ${exchange}`, `keyrings of ${ivo.user}`]));
    });
  });

  test('a reader makes no change that the others accept', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'read', Bram: 'write' }));
    const anna = await office.open('Anna');
    writeNote(anna, folder, 'forged');
    await closeVault(anna);
    for (const name of ['Bram', officerName]) {
      const vault = await office.open(name);
      expect([...vault.broken.keys()]).toEqual([folder]);
      expect(vault.broken.get(folder)).toMatchObject({ error: { details: { part: `compartment ${folder}` } } });
      expect(() => compartmentOf(vault, folder)).toThrowError(/without the right/);
      await closeVault(vault);
    }
  });

  test('who lost a folder signs nothing in it any more, not even with its present key in hand', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'write' }));
    const bram = await lootOf(office, 'Bram');
    await office.asOfficer(async (officer) => {
      await revokeFolder(officer, folder, bram.user);
      // A leak of the present key: the forger signs as himself, for he has nobody else's signing key.
      writeNote(writingAs(officer, bram), folder, 'forged');
    });
    const anna = await office.open('Anna');
    expect(anna.broken.get(folder)).toMatchObject({ error: { code: 'integrity-violated' } });
    await closeVault(anna);
  });

  test('nobody signs as another', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' }));
    const bram = await office.open('Bram');
    // The name of one who may write, the key of one who may not.
    const signing = bram.user.author.signing;
    writeNote(writingAs(bram, { ...loot(bram), user: office.people.get('Anna') ?? '', signing }), folder, 'forged');
    await closeVault(bram);
    const anna = await office.open('Anna');
    expect(anna.broken.has(folder)).toBe(true);
    await closeVault(anna);
  });

  test('who was disabled does not write herself back into vault.json', async () => {
    const office = freshOffice();
    const before = await office.open('Anna');
    const anna = loot(before);
    const { official } = before;
    await closeVault(before);
    await office.asOfficer(async (officer) => {
      await disableUser(officer, 'Anna');
      const { slots, databaseKeys } = officer.official;
      const forged = {
        ...officer.official,
        slots: { ...official.slots, ...slots },
        databaseKeys: { ...official.databaseKeys, ...databaseKeys },
      };
      await changeVaultWithFile(writingAs(officer, anna), forged, (change) => change.tell('forged', {}));
    });
    for (const name of ['Bram', officerName]) {
      await expect(office.open(name)).rejects.toMatchObject({
        code: 'integrity-violated',
        details: { part: 'vault.json' },
      });
    }
    // Nor does the slot that she had open under the office secret of today: it is none of this vault any more.
    await expect(office.open('Anna')).rejects.toMatchObject({
      code: 'integrity-violated',
      details: { part: expect.stringMatching(/^vault\.json slots /) },
    });
  });

  test('a keyring of before is not taken for the present one', async () => {
    const office = freshOffice();
    const bramId = office.people.get('Bram') ?? '';
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', { Bram: 'write' }));
    const bram = await office.open('Bram');
    const kept = bram.db.get('SELECT sealed FROM keyrings WHERE user = ?', idBytes(bramId));
    await closeVault(bram);
    await office.asOfficer(async (officer) => {
      await revokeFolder(officer, folder, bramId);
      officer.db.run('UPDATE keyrings SET sealed = ? WHERE user = ?', kept?.sealed ?? null, idBytes(bramId));
    });
    await expect(office.open('Bram')).rejects.toMatchObject({ details: { part: 'keyring' } });
  });

  test('all keyrings have one size, whatever is in them, after every kind of change', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const sizes = () =>
        new Set(officer.db.all('SELECT sealed FROM keyrings').map((row) => blobOf(row, 'sealed').length));
      const folders: string[] = [];
      for (let number = 0; number < 30; number += 1)
        folders.push(await folderFor(officer, `Map ${number}`, { Anna: 'read' }));
      expect(sizes().size).toBe(1);
      await revokeFolder(officer, folders[0] ?? '', office.people.get('Anna') ?? '');
      expect(sizes().size).toBe(1);
      await disableUser(officer, 'Bram');
      expect(sizes().size).toBe(1);
      expect(officer.db.all('SELECT 1 FROM keyrings')).toHaveLength(3);
    });
  });
});
