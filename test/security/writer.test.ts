import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src-main/contract/check.ts';
import { grantFolder } from '../../src-main/core/access/folder-access.ts';
import { sealKeyrings } from '../../src-main/core/access/keyring.ts';
import { withMember } from '../../src-main/core/access/member-list.ts';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { checkVault } from '../../src-main/core/check/check-vault.ts';
import { idBytes, newId, noBytes } from '../../src-main/core/crypto/bytes.ts';
import { statementBytes } from '../../src-main/core/crypto/statement.ts';
import { bury } from '../../src-main/core/documents/tombstone.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { changePassword } from '../../src-main/core/people/change-password.ts';
import type { Database } from '../../src-main/core/ports/database.ts';
import { blobOf } from '../../src-main/core/ports/row.ts';
import { removeMessage } from '../../src-main/core/records/message-rows.ts';
import { checkRecovery } from '../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../src-main/core/recovery/recover.ts';
import { changeVault, changeVaultWithFile } from '../../src-main/core/vault/change.ts';
import { directoryCommit, signDirectory, writeDirectory } from '../../src-main/core/vault/directory.ts';
import { compartmentOf, type OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { slotId } from '../../src-main/core/vault/slots.ts';
import { ownPassword } from '../support/office.ts';
import { officerName } from '../support/test-vault.ts';
import { appendForgedEntry, findRecord, forgedRecord } from './forging.ts';
import { insiderOf, withDatabase, writingAs } from './insider.ts';
import { asUser, type Person, type WorkingOffice, workingOffice } from './office.ts';
import { refusals } from './refusals.ts';

const freshOffice = workingOffice();

async function expectRefused(
  working: WorkingOffice,
  by: readonly (Person | typeof officerName)[],
  part: string,
): Promise<void> {
  for (const name of by) {
    const found = await refusals(working, name);
    expect([name, found]).toEqual([name, expect.arrayContaining([part])]);
  }
}

async function findingsOf({ office }: WorkingOffice): Promise<readonly Finding[]> {
  return await asUser(office, officerName, async (vault) => (await checkVault(vault, unwatched)).findings);
}

const partsOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ part }) => part))];

/** Something that makes a commit of the folder and tells of it, with the tables changed beforehand. */
function commitWith(vault: OpenVault, folder: string, alter: (db: Database) => void): void {
  changeVault(vault, (change) => {
    alter(vault.db);
    // Touches every bucket, so that the head is over what lies there now.
    for (let bucket = 0; bucket < 64; bucket += 1) {
      const first = (bucket << 2).toString(16).padStart(2, '0');
      change.deleteRow('records', folder, first + newId().slice(2));
    }
    change.tell('note-added', { folder });
  });
}

test('the check finds nothing in an office that nobody forged anything in', async () => {
  expect(await findingsOf(freshOffice())).toEqual([]);
});

describe('a writer, who commits to a folder rightfully,', () => {
  test('does not write in the name of another', async () => {
    const working = freshOffice();
    const { alfa } = working.folders;
    let id = '';
    await asUser(working.office, 'Wim', (wim) => {
      ({ id } = addNote(wim, alfa, 'to be forged'));
      const insider = insiderOf(wim);
      const note = findRecord(wim.db, insider, alfa, 'note');
      id = note.place.id;
      const lea = { user: working.idOf('Lea'), signing: insider.signing };
      const { sealed, hash } = forgedRecord(insider, note, lea, 'note', { text: 'forged', createdAt: 1 });
      commitWith(wim, alfa, (db) => {
        db.run('UPDATE records SET sealed = ?, hash = ? WHERE id = ?', sealed, hash, idBytes(id));
      });
    });
    await expectRefused(working, ['Lea', 'Wim', officerName], `records ${id}`);
  });

  test('does not commit in the name of another', async () => {
    for (const name of ['Lea', officerName] as const) {
      const working = freshOffice();
      const { alfa } = working.folders;
      await asUser(working.office, 'Wim', (wim) => {
        const user = wim.directory.users.find((one) => one.name === name)?.id ?? '';
        const forger = writingAs(wim, { user, signing: wim.user.author.signing });
        changeVault(forger, (change) => {
          change.insertRecord(alfa, 'note', { text: 'forged', createdAt: 1 });
          change.tell('note-added', { folder: alfa });
        });
      });
      await expectRefused(working, ['Lea', 'Wim'], `compartment ${alfa}`);
    }
  });

  test('does not make anybody a member', async () => {
    const working = freshOffice();
    const { alfa } = working.folders;
    await asUser(working.office, 'Wim', (wim) => {
      const { members } = compartmentOf(wim, alfa);
      const sam = wim.directory.users.find(({ id }) => id === working.idOf('Sam'));
      const grant = {
        user: sam?.id ?? '',
        signing: sam?.keys[0]?.signing ?? '',
        rights: 'write',
        endsAt: null,
      } as const;
      changeVault(wim, (change) => {
        change.setMembers(alfa, withMember(members, grant, change.position));
        change.writeMemberLists();
        change.tell('folder-granted', { folder: alfa });
      });
    });
    await expectRefused(working, ['Lea', officerName], `compartment ${alfa}`);
  });

  test('does not put back an older member list, though the Privacy Officer signed it', async () => {
    const working = freshOffice();
    const { office, folders, loot } = working;
    const { alfa } = folders;
    // As it was for a while: Rob a member again, and with `write`.
    const older = await asUser(office, officerName, (officer) => {
      const folder = { id: alfa, kind: 'client' } as const;
      grantFolder(officer, folder, loot.Rob.user, { rights: 'write', endsAt: null });
      const row = officer.db.get('SELECT * FROM records WHERE id = ?', idBytes(alfa));
      grantFolder(officer, folder, loot.Rob.user, { rights: 'read', endsAt: null });
      return row;
    });
    await asUser(office, 'Wim', (wim) => {
      commitWith(wim, alfa, (db) => {
        db.run(
          'UPDATE records SET version = ?, epoch = ?, hash = ?, sealed = ? WHERE id = ?',
          older?.version ?? 0,
          older?.epoch ?? 0,
          older?.hash ?? noBytes,
          older?.sealed ?? noBytes,
          idBytes(alfa),
        );
      });
    });
    await expectRefused(working, ['Lea', officerName], `compartment ${alfa}`);
    // Who recovers has no keyring that names the newest.
    const { env, folder, kit: kitText } = office;
    const recovery = { folder, kitText, newPassphrase: 'Nieuwe-lange-zin-hier-88', keychain: 'file' } as const;
    const { findings } = await checkRecovery(env, folder, kitText, unwatched);
    expect(partsOf(findings)).toEqual(['member lists']);
    expect(await recover(env, recovery, unwatched)).toMatchObject({ grantsEnded: true });
  });

  test.each(['escrow of the folder', 'escrow of its archive', 'step-up row of its archive', 'row of an older key'])(
    'does not replace the %s',
    async (which) => {
      const working = freshOffice();
      const { alfa } = working.folders;
      await asUser(working.office, 'Wim', (wim) => {
        const archive = compartmentOf(wim, alfa).members.archive?.compartment ?? '';
        const other = wim.db.get(
          'SELECT escrow FROM compartment_keys WHERE compartment = ?',
          idBytes(working.folders.beta),
        );
        const escrow = other?.escrow ?? noBytes;
        commitWith(wim, alfa, (db) => {
          if (which === 'row of an older key') {
            expect(
              db.run('DELETE FROM compartment_keys WHERE compartment = ? AND epoch = 1', idBytes(alfa)).changes,
            ).toBe(1);
          } else if (which === 'step-up row of its archive') {
            db.run(
              'UPDATE compartment_keys SET step_up = ? WHERE compartment = ?',
              Buffer.alloc(400),
              idBytes(archive),
            );
          } else {
            const id = which === 'escrow of the folder' ? alfa : archive;
            db.run('UPDATE compartment_keys SET escrow = ? WHERE compartment = ?', escrow, idBytes(id));
          }
        });
      });
      await expectRefused(working, ['Lea', officerName], `compartment ${alfa} keys`);
    },
  );

  test('does not issue a keyring', async () => {
    const working = freshOffice();
    await asUser(working.office, 'Wim', (wim) => {
      const lea = wim.directory.users.find(({ id }) => id === working.idOf('Lea'));
      const { signing = '', recipient = '' } = lea?.keys.at(-1) ?? {};
      const grants = [...compartmentOf(wim, working.folders.beta).keys.values()].map(
        (key) => ({ key, rights: 'write', listHash: compartmentOf(wim, working.folders.beta).listHash }) as const,
      );
      const holder = { user: working.idOf('Lea'), signing, recipient };
      const { accessVersion } = wim.directory;
      const forged = sealKeyrings(wim.id, accessVersion, [{ holder, grants }], wim.user.author.signing);
      wim.db.run(
        'UPDATE keyrings SET sealed = ? WHERE user = ?',
        forged.get(holder.user) ?? noBytes,
        idBytes(holder.user),
      );
    });
    await expectRefused(working, ['Lea'], 'keyring');
  });

  test('does not write the directory', async () => {
    const working = freshOffice();
    await asUser(working.office, 'Wim', (wim) => {
      const users = wim.directory.users.map((user) =>
        user.id === wim.user.id ? { ...user, role: 'privacy-officer' as const } : user,
      );
      const version = wim.directory.version + 1;
      changeVault(wim, (change) => {
        const statement = signDirectory({ ...wim.directory, users, version }, wim.user.author.signing);
        writeDirectory(wim.db, version, statement);
        const bytes = statementBytes(statement);
        change.commit(commitKinds.directory, noBytes, directoryCommit(version, bytes));
        change.tell('user-added', {});
      });
    });
    await expectRefused(working, ['Lea', 'Sam', officerName], 'directory');
  });

  test('does not give a folder a number that the work of others would not come to the end of', async () => {
    const working = freshOffice();
    const { alfa } = working.folders;
    await asUser(working.office, 'Wim', (wim) => {
      wim.compartments.set(alfa, { ...compartmentOf(wim, alfa), version: 10 ** 12 });
      addNote(wim, alfa, 'the commit says so too');
    });
    await expectRefused(working, ['Lea', officerName], `compartment ${alfa}`);
  });

  test('does not end the work of others by the last number that there is', async () => {
    const working = freshOffice();
    const { alfa } = working.folders;
    await asUser(working.office, 'Wim', (wim) => {
      const { id } = addNote(wim, alfa, 'at its last version');
      const write = (vault: OpenVault, from: number) =>
        changeVault(vault, (change) => {
          if (from > 0) vault.db.run('UPDATE records SET version = ? WHERE id = ?', from, idBytes(id));
          change.updateRecord(alfa, id, 'note', { text: 'again', createdAt: 1 });
          change.tell('note-added', { folder: alfa });
        });
      write(wim, Number.MAX_SAFE_INTEGER - 1);
      expect(() => write(wim, 0)).toThrowError(expect.objectContaining({ code: 'integrity-violated' }));
    });
  });

  test('does not touch a folder that he has no key of', async () => {
    const working = freshOffice();
    const { gamma } = working.folders;
    await asUser(working.office, 'Wim', (wim) => {
      changeVault(wim, (change) => {
        wim.db.run('DELETE FROM contents WHERE compartment = ?', idBytes(gamma));
        wim.db.run('UPDATE compartments SET version = version + 1 WHERE id = ?', idBytes(gamma));
        change.tell('document-erased', { folder: gamma });
      });
    });
    await expectRefused(working, ['Mia', officerName], `compartment ${gamma}`);
  });

  test("does not change another's slot unnoticed, not even to an older one of hers", async () => {
    const working = freshOffice();
    const { office } = working;
    const older = await asUser(office, 'Lea', async (lea) => {
      const place = slotId(lea.id, lea.officeSecret, 'everyday', 'Lea');
      const slot = lea.official.slots[place];
      await changePassword(lea, ownPassword, 'Zonnebloem-88-Kattenluik');
      return { place, slot };
    });
    await asUser(office, 'Wim', async (wim) => {
      if (!older.slot) throw new Error('no slot');
      const content = { ...wim.official, slots: { ...wim.official.slots, [older.place]: older.slot } };
      await changeVaultWithFile(wim, content, (change) => change.tell('password-changed', { user: wim.user.id }));
    });
    expect(partsOf(await findingsOf(working))).toEqual([`vault.json slots ${older.place}`]);
  });

  test("does not make vault.json in another's name", async () => {
    const working = freshOffice();
    await asUser(working.office, 'Wim', async (wim) => {
      const forger = writingAs(wim, { user: working.idOf('Lea'), signing: wim.user.author.signing });
      const { [working.idOf('Sam')]: _removed, ...databaseKeys } = wim.official.databaseKeys;
      await changeVaultWithFile(forger, { ...wim.official, databaseKeys }, (change) =>
        change.tell('password-changed', {}),
      );
    });
    await expectRefused(working, ['Lea', 'Mia', officerName], 'vault.json');
  });

  test('does not take a document out of the archive', async () => {
    const working = freshOffice();
    let position = 0;
    await asUser(working.office, 'Wim', (wim) => {
      const archive = compartmentOf(wim, working.folders.alfa).members.archive?.compartment ?? '';
      const row = wim.db.get('SELECT id FROM messages WHERE compartment = ?', idBytes(archive));
      if (!row) throw new Error('nothing archived');
      changeVault(wim, (change) => {
        removeMessage(wim.db, change, blobOf(row, 'id').toString('hex'));
        change.tell('document-removed', {});
        ({ position } = change);
      });
    });
    expect(partsOf(await findingsOf(working))).toContain(`audit log ${position}`);
  });
});

describe('somebody without a key of what is concerned', () => {
  test('does not hide behind an erased detail that she took a document out of the archive', async () => {
    const working = freshOffice();
    let position = 0;
    await asUser(working.office, 'Sam', (sam) => {
      const row = sam.db.get(
        `SELECT id FROM messages WHERE compartment <> ?`,
        idBytes(sam.directory.inbox.compartment),
      );
      const erased = sam.db.get('SELECT subject FROM audit_details WHERE sealed IS NULL');
      if (!row || !erased) throw new Error('nothing archived, or nothing erased');
      changeVault(sam, (change) => {
        removeMessage(sam.db, change, blobOf(row, 'id').toString('hex'));
        change.tell('archive-returned', {}, blobOf(erased, 'subject').toString('hex'));
        ({ position } = change);
      });
      sam.db.run('UPDATE audit_details SET sealed = NULL WHERE position = ?', position);
    });
    expect(partsOf(await findingsOf(working))).toContain(`audit log ${position}`);
  });

  test('does not rid the log of what it tells of others by a tombstone of her own', async () => {
    const working = freshOffice();
    const erased: number[] = [];
    await asUser(working.office, 'Sam', (sam) => {
      const { alfa, gamma } = working.folders;
      for (const row of sam.db.all('SELECT position, subject FROM audit_details WHERE subject IS NOT NULL')) {
        if (blobOf(row, 'subject').equals(idBytes(gamma))) erased.push(Number(row.position));
      }
      changeVault(sam, (change) => {
        bury(sam, change, { documents: [], objects: [], compartments: [alfa, gamma] });
        change.tell('document-erased', {});
      });
    });
    expect(erased.length).toBeGreaterThan(0);
    const parts = partsOf(await findingsOf(working));
    expect(parts).toEqual(expect.arrayContaining(erased.map((position) => `audit log ${position}`)));
  });

  test('closes no program, by the database or by the recovery key, with a directory too short to have a version', async () => {
    const working = freshOffice();
    const { env, folder, kit } = working.office;
    const sam = await working.insider('Sam');
    const { directory } = await asUser(working.office, 'Sam', (vault) => vault);
    const commit = { kind: commitKinds.directory, key: noBytes, body: Buffer.alloc(3) };
    const position = withDatabase(folder, sam.databaseKey, (db) => appendForgedEntry(db, sam, directory, [commit]));
    const part = `audit log ${position}`;
    await expectRefused(working, ['Lea', officerName], part);
    await expect(checkRecovery(env, folder, kit, unwatched)).rejects.toMatchObject({ details: { part } });
  });

  test.each([
    'certificates SET number = -1',
    'compartments SET version = -1',
    'records SET version = -1',
    'messages SET epoch = -1',
    'audit SET at = -1',
    'audit_details SET number = -1',
  ])('closes the recovery key to its check by no number: %s', async (set) => {
    const working = freshOffice();
    const { env, folder, kit } = working.office;
    const { databaseKey } = await working.insider('Sam');
    withDatabase(folder, databaseKey, (db) => {
      const table = set.split(' ')[0];
      db.run(`UPDATE ${set} WHERE rowid = (SELECT max(rowid) FROM ${table})`);
    });
    const told = await checkRecovery(env, folder, kit, unwatched).then(
      ({ findings }) => (findings.length > 0 ? 'found' : 'nothing'),
      (error) => error.code,
    );
    expect(['found', 'integrity-violated']).toContain(told);
  });
});
