import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { commitKinds } from '../../../src-main/core/audit/log.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { generateX25519Identity } from '../../../src-main/core/crypto/age/x25519-identity.ts';
import { base64 } from '../../../src-main/core/crypto/bytes.ts';
import { newSigningKey, type SigningKey } from '../../../src-main/core/crypto/signing.ts';
import { statementBytes } from '../../../src-main/core/crypto/statement.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { endorse } from '../../../src-main/core/people/endorsements.ts';
import { resetUser } from '../../../src-main/core/people/reset-user.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { registerCopy } from '../../../src-main/core/vault/copies.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { compartmentOf, type OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { stepUp } from '../../../src-main/core/vault/step-up.ts';
import { firstPassword, folderFor, type Office, ownPassword, sharedOffice, writeNote } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });
const day = 24 * 60 * 60 * 1000;

const actions = async (officer: OpenVault, action: string) =>
  (await listAudit(officer, { limit: 10_000 }, unwatched)).filter(({ name }) => name === action);

async function failOnce({ env, folder }: Office, name: string): Promise<void> {
  const failed = openSession(env, folder, { name, password: 'wrong' });
  await expect(failed).rejects.toMatchObject({ code: 'sign-in-failed' });
}

describe('at the sign-in of the Privacy Officer', () => {
  test('failed sign-ins are told to the log, as the total of each day, and not again', async () => {
    const office = freshOffice();
    const today = new Date(office.clock.now()).toISOString().slice(0, 10);
    await failOnce(office, 'Anna');
    await failOnce(office, 'Nobody');
    await office.asOfficer(async (officer) => {
      expect(await actions(officer, 'sign-ins-failed')).toMatchObject([{ facts: { days: { [today]: 2 } } }]);
    });
    await failOnce(office, 'Bram');
    await office.asOfficer(() => undefined);
    await office.asOfficer(async (officer) => {
      expect(await actions(officer, 'sign-ins-failed')).toMatchObject([
        { facts: { days: { [today]: 3 } } },
        { facts: { days: { [today]: 2 } } },
      ]);
    });
  });

  test('it tells her how many attempts failed since the last one, and everybody how many with their own name', async () => {
    const office = freshOffice();
    const failures = async (name: string, password: string) => {
      const { vault, failedBefore, failedInOffice } = await openSession(office.env, office.folder, { name, password });
      await closeVault(vault);
      return [failedBefore, failedInOffice];
    };
    await failOnce(office, 'Anna');
    await failOnce(office, 'Anna');
    await failOnce(office, officerName);
    expect(await failures('Bram', ownPassword)).toEqual([0, null]);
    expect(await failures('Anna', ownPassword)).toEqual([2, null]);
    expect(await failures('Anna', ownPassword)).toEqual([0, null]);
    expect(await failures(officerName, officerPassphrase)).toEqual([1, 3]);
    await office.asOfficer(async (officer) => {
      await expect(stepUp(officer, 'wrong')).rejects.toMatchObject({ code: 'sign-in-failed' });
    });
    expect(await failures(officerName, officerPassphrase)).toEqual([1, 1]);
    expect(await failures(officerName, officerPassphrase)).toEqual([0, 0]);
  });

  test('a record of them that was altered keeps nobody out, is told to the log once, and named by a check that day', async () => {
    const office = freshOffice();
    const path = `${office.folder}/spool/sign-in.json`;
    const isNamed = async (vault: OpenVault) =>
      (await checkVault(vault, unwatched)).findings.some(({ part }) => part === 'spool/sign-in.json');
    const now = office.clock.now();
    const [slot = ''] = Object.keys(JSON.parse(readFileSync(`${office.folder}/vault.json`, 'utf8')).slots);
    const days = Array.from({ length: 20_000 }, (_, number) => [new Date(number * day).toISOString().slice(0, 10), 1]);
    const altered = [
      '{"days":{},"slots":{},"x":1}',
      'x',
      '{"days":{},"slots":{"a":1e300}}',
      // Counts that no attempt can have made: fewer than none before this one, or too many to be added up.
      JSON.stringify({ days: {}, slots: { [slot]: { failures: 0, lastAt: now, askedAt: now } } }),
      JSON.stringify({ days: { '2026-01-01': 2 ** 53 - 1, '2026-01-02': 2 ** 53 - 1 }, slots: {} }),
      // More days than the log needs to hear of.
      JSON.stringify({ days: Object.fromEntries(days), slots: {} }),
    ];
    for (const text of altered) {
      writeFileSync(path, text);
      const anna = await office.open('Anna');
      expect(await isNamed(anna)).toBe(true);
      await closeVault(anna);
    }
    await office.asOfficer(async (officer) => {
      const replacedAt = expect.any(Number);
      expect(await actions(officer, 'sign-in-record-replaced')).toMatchObject([{ facts: { replacedAt } }]);
      expect(await isNamed(officer)).toBe(true);
    });
    office.clock.advance(day);
    await office.asOfficer(async (officer) => {
      expect(await actions(officer, 'sign-in-record-replaced')).toHaveLength(1);
      expect(await isNamed(officer)).toBe(false);
    });
  });

  test('days that are over leave the spool once they are told', async () => {
    const office = freshOffice();
    await failOnce(office, 'Anna');
    office.clock.advance(day);
    await failOnce(office, 'Bram');
    await office.asOfficer(() => undefined);
    const { days, told } = JSON.parse(readFileSync(`${office.folder}/spool/sign-in.json`, 'utf8'));
    const today = new Date(office.clock.now()).toISOString().slice(0, 10);
    expect({ days, told }).toEqual({ days: { [today]: 1 }, told: { [today]: 1 } });
  });

  test('a log that has grown gets a checkpoint, and everybody signs in behind it', async () => {
    const office = freshOffice();
    const folder = await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'write', Bram: 'read' });
      for (let count = 0; count < 70; count += 1) writeNote(officer, id, `note ${count}`);
      return id;
    });
    await office.asOfficer((officer) => {
      expect(officer.log.tailLength).toBe(0);
      const commits = [...officer.log.commits.values()].filter(({ kind }) => kind === commitKinds.compartment);
      expect(commits).toHaveLength(officer.compartments.size);
      expect(officer.db.all('SELECT position FROM checkpoints')).toEqual([{ position: officer.log.head.position }]);
    });
    for (const name of ['Anna', 'Bram', officerName]) {
      const vault = await office.open(name);
      expect(vault.broken.size).toBe(0);
      expect(compartmentOf(vault, folder).members.members).toHaveLength(2);
      await closeVault(vault);
    }
  });

  test('no checkpoint is written over a folder that is broken', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      const id = await folderFor(officer, 'Jansen', { Anna: 'read' });
      for (let count = 0; count < 70; count += 1) writeNote(officer, id, `note ${count}`);
      officer.db.run(
        'DELETE FROM records WHERE compartment = ? AND id <> ?',
        Buffer.from(id, 'hex'),
        Buffer.from(id, 'hex'),
      );
    });
    await office.asOfficer((officer) => {
      expect(officer.broken.size).toBe(1);
      expect(officer.db.all('SELECT 1 FROM checkpoints')).toEqual([]);
    });
  });

  test('a step that fails is reported, and keeps nobody out', async () => {
    const office = freshOffice();
    const { env, folder } = office;
    const copy = 'vault.db.before-1-2026-01-01';
    mkdirSync(join(folder, copy, 'not-a-copy'), { recursive: true });
    await office.asOfficer(({ db }) => db.run('INSERT OR REPLACE INTO copies VALUES (?, 0, 1)', copy));
    const session = await openSession(env, folder, { name: officerName, password: officerPassphrase });
    expect(session.unfinished.map(({ step }) => step)).toEqual(['expire-copies']);
    await closeVault(session.vault);
  });

  test('everything that was done to people is in the log, and every entry is by whom it says', async () => {
    const office = freshOffice();
    const carla = { name: 'Carla', password: firstPassword };
    const folder = await office.asOfficer(async (officer) => {
      await addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword });
      return await folderFor(officer, 'Jansen', { Carla: 'write' });
    });
    await activateUser(office.env, office.folder, { ...carla, newPassword: ownPassword });
    const uncertified = await office.open('Carla');
    writeNote(uncertified, folder, 'not certified');
    await closeVault(uncertified);
    await office.asOfficer(() => undefined);
    await closeVault(await office.open('Carla'));
    await office.asOfficer(async (officer) => {
      await resetUser(officer, 'Carla', firstPassword);
      await revokeFolder(officer, folder, officer.directory.users.find(({ name }) => name === 'Carla')?.id ?? '');
      const all = await listAudit(officer, { limit: 10_000 }, unwatched);
      expect(all.filter(({ problem }) => problem !== null)).toEqual([]);
      for (const [action, actor] of [
        ['user-added', officerName],
        ['user-activated', 'Carla'],
        ['note-added', 'Carla'],
        ['user-certified', officerName],
        ['provisional-keys-dropped', 'Carla'],
        ['user-reset', officerName],
        ['folder-revoked', officerName],
      ] as const) {
        expect(all.find(({ name }) => name === action)?.actor?.name, action).toBe(actor);
      }
    });
  });
});

describe('at the sign-in of anybody', () => {
  test('copies of the database go when their time has come, and nothing else on the word of the table', async () => {
    const office = freshOffice();
    const old = `${office.folder}/vault.db.before-2-20260101`;
    await office.asOfficer((officer) => {
      writeFileSync(old, 'x');
      registerCopy(officer.db, old, office.clock.now());
      registerCopy(officer.db, `${office.folder}/root.age`, office.clock.now());
    });
    await closeVault(await office.open('Anna'));
    expect(existsSync(old)).toBe(true);
    office.clock.advance(31 * day);
    await closeVault(await office.open('Anna'));
    expect(existsSync(old)).toBe(false);
    expect(existsSync(`${office.folder}/root.age`)).toBe(true);
    await office.asOfficer(async (officer) => {
      expect(await actions(officer, 'copies-expired')).toHaveLength(1);
    });
  });
});

describe('a second endorsement of one account', () => {
  /** Carla is active and not certified; `kept` are the provisional keys, which somebody else could have as well. */
  async function activatedCarla(office: Office): Promise<{ user: string; fresh: string; kept: SigningKey }> {
    await office.asOfficer((officer) =>
      addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword }),
    );
    await activateUser(office.env, office.folder, { name: 'Carla', password: firstPassword, newPassword: ownPassword });
    const carla = await office.open('Carla');
    const { id: user, directorySigning, author } = carla.user;
    const kept = { ...directorySigning, seed: Buffer.from(directorySigning.seed) };
    const fresh = base64(author.signing.publicKey);
    await closeVault(carla);
    return { user, fresh, kept };
  }

  function endorseAgain(vault: OpenVault, user: string, kept: SigningKey): void {
    const keys = { signing: newSigningKey(), identity: generateX25519Identity() };
    changeVault(vault, (change) => {
      change.commit(commitKinds.endorsement, kept.publicKey, statementBytes(endorse(vault.id, user, keys, kept)));
      change.tell('user-activated', { user });
    });
  }

  test('is an alarm at the sign-in of everybody, and only the first counts', async () => {
    const office = freshOffice();
    const { user, fresh, kept } = await activatedCarla(office);
    const carla = await office.open('Carla');
    endorseAgain(carla, user, kept);
    await closeVault(carla);
    for (const name of ['Anna', officerName, 'Carla']) {
      const vault = await office.open(name);
      expect(vault.log.secondEndorsements, name).toHaveLength(1);
      await closeVault(vault);
    }
    await office.asOfficer((officer) => {
      const keys = officer.directory.users.find(({ id }) => id === user)?.keys.map(({ signing }) => signing);
      expect(keys).toEqual([base64(kept.publicKey), fresh]);
    });
  });

  test('is found also when the first one lies behind a checkpoint, and by the whole log for ever', async () => {
    const office = freshOffice();
    const { user, kept } = await activatedCarla(office);
    const folder = await office.asOfficer((officer) => folderFor(officer, 'Jansen', {}));
    const manyNotes = () =>
      office.asOfficer((officer) => {
        for (let count = 0; count < 70; count += 1) writeNote(officer, folder, `note ${count}`);
      });
    await manyNotes();
    await office.asOfficer((officer) => expect(officer.log.tailLength).toBe(0));
    const carla = await office.open('Carla');
    endorseAgain(carla, user, kept);
    await closeVault(carla);
    const anna = await office.open('Anna');
    expect(anna.log.secondEndorsements).toHaveLength(1);
    await closeVault(anna);
    await manyNotes();
    await office.asOfficer((officer) => expect(officer.log.tailLength).toBe(0));
    await office.asOfficer(async (officer) => {
      const { findings } = await verifyWholeLog(officer, unwatched);
      expect(findings.map(({ problem }) => problem)).toEqual(['second-endorsement']);
    });
  });
});
