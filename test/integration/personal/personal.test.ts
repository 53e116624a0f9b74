import { describe, expect, test } from 'vitest';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { newId } from '../../../src-main/core/crypto/bytes.ts';
import { binDocument } from '../../../src-main/core/documents/bin.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { resetUser } from '../../../src-main/core/people/reset-user.ts';
import { draftOf, saveDraft } from '../../../src-main/core/personal/drafts.ts';
import { addRecent, recentList } from '../../../src-main/core/personal/recent.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { firstPassword, folderFor, type Office, ownPassword, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { add } from '../documents/support.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });
const day = 24 * 60 * 60 * 1000;

const count = (vault: OpenVault, table: 'personal' | 'personal_rows') =>
  vault.db.get(`SELECT count(*) AS n FROM ${table}`)?.n;

async function addOne(vault: OpenVault, folder: string, name: string): Promise<string> {
  const added = await add(vault, folder, name, name);
  return 'id' in added ? added.id : '';
}

async function as<Result>(office: Office, name: string, work: (vault: OpenVault) => Result | Promise<Result>) {
  const vault = await office.open(name);
  try {
    return await work(vault);
  } finally {
    await closeVault(vault);
  }
}

describe('what somebody has of her own', () => {
  test('lies in an order that tells nothing of who came when', async () => {
    const office = freshOffice();
    await as(office, 'Anna', (anna) => {
      const numbers = anna.db.all('SELECT rowid AS number FROM personal').map(({ number }) => Number(number));
      expect(numbers).toHaveLength(3);
      for (const number of numbers) expect(Math.abs(number)).toBeGreaterThan(1_000_000);
    });
  });

  test("is there again at her next sign-in, and is nobody else's", async () => {
    const office = freshOffice();
    await as(office, 'Anna', (anna) => {
      saveDraft(anna, 'note 1', 'Wat ik schrijf');
      saveDraft(anna, 'note 2', 'x'.repeat(100_000));
      saveDraft(anna, 'note 1', 'Wat ik schreef');
      saveDraft(anna, 'note 3', 'weg');
      saveDraft(anna, 'note 3', '');
    });
    await as(office, 'Bram', (bram) => {
      expect(draftOf(bram, 'note 1')).toBeNull();
      expect(count(bram, 'personal_rows')).toBe(2);
    });
    await as(office, 'Anna', (anna) => {
      expect(draftOf(anna, 'note 1')).toMatchObject({ text: 'Wat ik schreef', savedAt: expect.any(Number) });
      expect(draftOf(anna, 'note 2')?.text).toHaveLength(100_000);
      expect(draftOf(anna, 'note 3')).toBeNull();
    });
  });

  test('holds two hundred drafts, of which the one saved longest ago goes first', async () => {
    const office = freshOffice();
    await as(office, 'Anna', (anna) => {
      for (let number = 0; number < 201; number += 1) {
        office.clock.advance(1);
        saveDraft(anna, `note ${number}`, 'text');
      }
      expect(draftOf(anna, 'note 0')).toBeNull();
      expect(draftOf(anna, 'note 1')).not.toBeNull();
      expect(draftOf(anna, 'note 200')).not.toBeNull();
    });
  });

  test('goes on when somebody who writes the files fills it with rows that are not hers', async () => {
    const office = freshOffice();
    await as(office, 'Anna', (anna) => {
      const own = Buffer.from(anna.personal?.compartment ?? '', 'hex');
      for (let number = 0; number < 250; number += 1) {
        const row = [Buffer.from(newId(), 'hex'), own] as const;
        anna.db.run('INSERT INTO personal_rows (id, compartment, sealed) VALUES (?, ?, zeroblob(1064))', ...row);
      }
      for (const text of ['Wat ik schrijf', 'Wat ik schreef']) saveDraft(anna, 'note', text);
      saveDraft(anna, 'note 2', 'nog een');
      expect([draftOf(anna, 'note')?.text, draftOf(anna, 'note 2')?.text]).toEqual(['Wat ik schreef', 'nog een']);
    });
  });

  test('lists what she opened last, without what is not hers any more or lies in the bin', async () => {
    const office = freshOffice();
    const [jansen = '', pietersen = ''] = await office.asOfficer(async (officer) => [
      await folderFor(officer, 'Jansen', { Anna: 'write' }),
      await folderFor(officer, 'Pietersen', { Anna: 'write' }),
    ]);
    await as(office, 'Anna', async (anna) => {
      const [polis, brief] = [await addOne(anna, jansen, 'polis.txt'), await addOne(anna, jansen, 'brief.txt')];
      addRecent(anna, { folder: jansen, document: polis });
      office.clock.advance(1000);
      addRecent(anna, { folder: pietersen });
      addRecent(anna, { folder: jansen, document: brief });
      const { folders, documents } = recentList(anna);
      expect(folders.map(({ name }) => name)).toEqual(['Jansen', 'Pietersen']);
      expect(documents.map(({ name, folderName }) => [name, folderName])).toEqual([
        ['brief.txt', 'Jansen'],
        ['polis.txt', 'Jansen'],
      ]);
      await binDocument(anna, { folder: jansen, document: brief });
      expect(recentList(anna).documents.map(({ name }) => name)).toEqual(['polis.txt']);
      expect(() => addRecent(anna, { folder: newId() })).toThrow(expect.objectContaining({ code: 'not-found' }));
    });
    await office.asOfficer(async (officer) => {
      await revokeFolder(officer, jansen, office.people.get('Anna') ?? '', unwatched);
    });
    await as(office, 'Anna', (anna) => {
      expect(recentList(anna)).toMatchObject({ documents: [], folders: [{ name: 'Pietersen' }] });
    });
  });

  test('is opened by the recovery key alone besides, and is found damaged', async () => {
    const office = freshOffice();
    await as(office, 'Anna', (anna) => saveDraft(anna, 'note', 'van Anna'));
    const proof = await checkRecovery(office.env, office.folder, office.kit, unwatched);
    expect(proof.findings).toEqual([]);
    await as(office, 'Bram', async (bram) => {
      expect((await checkVault(bram, unwatched)).findings).toEqual([]);
      // As somebody who writes the files can: a row that is not what Anna wrote, and Bram's escrow in the place of hers.
      bram.db.run('UPDATE personal_rows SET sealed = zeroblob(1064)');
      const own = bram.personal?.compartment ?? '';
      bram.db.run(
        `UPDATE personal SET escrow = (SELECT escrow FROM personal WHERE compartment = ?) WHERE compartment <> ?`,
        Buffer.from(own, 'hex'),
        Buffer.from(own, 'hex'),
      );
    });
    const { findings } = await checkRecovery(office.env, office.folder, office.kit, unwatched);
    expect(findings.map(({ part }) => part).every((part) => part.startsWith('personal '))).toBe(true);
    expect(findings).toHaveLength(2);
    await as(office, 'Anna', async (anna) => {
      expect(draftOf(anna, 'note')).toBeNull();
      expect((await checkVault(anna, unwatched)).findings).toMatchObject([
        { part: expect.stringMatching(/^personal_rows/) },
      ]);
      anna.db.run('DELETE FROM personal');
      const parts = (await checkVault(anna, unwatched)).findings.map(({ part, problem }) => [
        part.split(' ')[0],
        problem,
      ]);
      expect(parts).toContainEqual(['personal', 'missing']);
      expect(parts).toContainEqual(['personal_rows', 'superfluous']);
    });
  });

  test('is carried through break-glass under a new key', async () => {
    const office = freshOffice();
    const before = await as(office, officerName, (officer) => {
      saveDraft(officer, 'note', 'van de Privacy Officer');
      return officer.personal?.compartment;
    });
    await as(office, 'Anna', (anna) => saveDraft(anna, 'note', 'van Anna'));
    const newPassphrase = 'zimer-faduk-robes-nilat';
    const wanted = { folder: office.folder, kitText: office.kit, newPassphrase, keychain: 'file' } as const;
    await recover(office.env, wanted, unwatched);
    const officer = await office.open(officerName, newPassphrase);
    expect(officer.personal?.compartment).not.toBe(before);
    expect(draftOf(officer, 'note')?.text).toBe('van de Privacy Officer');
    expect(count(officer, 'personal')).toBe(3);
    expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    await closeVault(officer);
    expect((await checkRecovery(office.env, office.folder, office.kit, unwatched)).findings).toEqual([]);
    await as(office, 'Anna', (anna) => expect(draftOf(anna, 'note')?.text).toBe('van Anna'));
  });

  test('is begun anew after a reset, and erased 30 days after she has left', async () => {
    const office = freshOffice();
    await as(office, 'Anna', (anna) => saveDraft(anna, 'note', 'van Anna'));
    await as(office, 'Bram', (bram) => saveDraft(bram, 'note', 'van Bram'));
    await office.asOfficer((officer) => resetUser(officer, 'Anna', firstPassword));
    const { env, folder } = office;
    await activateUser(env, folder, { name: 'Anna', password: firstPassword, newPassword: ownPassword });
    await as(office, 'Anna', (anna) => {
      expect(draftOf(anna, 'note')).toBeNull();
      expect([count(anna, 'personal'), count(anna, 'personal_rows')]).toEqual([3, 1]);
      saveDraft(anna, 'note', 'opnieuw');
    });
    await office.asOfficer((officer) => disableUser(officer, 'Anna'));
    office.clock.advance(29 * day);
    await office.asOfficer((officer) => expect(count(officer, 'personal')).toBe(3));
    office.clock.advance(2 * day);
    await office.asOfficer(async (officer) => {
      expect(count(officer, 'personal')).toBe(2);
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
    await as(office, 'Bram', (bram) => expect(draftOf(bram, 'note')?.text).toBe('van Bram'));
  });
});
