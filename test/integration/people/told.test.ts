import { expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { listAccounts } from '../../../src-main/core/people/list-users.ts';
import { userLeaving } from '../../../src-main/core/people/user-leaving.ts';
import { changeOfficeSettings, officeSettings } from '../../../src-main/core/settings/office-settings.ts';
import { addTask } from '../../../src-main/core/tasks/write-task.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { firstPassword, folderFor, ownPassword, sharedOffice, writeNote } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee', Bram: 'employee' });

test('every sign-in is told to the log by who made it, and the Privacy Officer sees the last one of everybody', async () => {
  const { env, folder, clock, open, asOfficer } = freshOffice();
  await asOfficer((officer) => addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword }));
  await activateUser(env, folder, { name: 'Carla', password: firstPassword, newPassword: ownPassword });
  const times: number[] = [];
  for (const name of ['Anna', 'Carla', 'Anna']) {
    clock.advance(60_000);
    const vault = await open(name);
    times.push(clock.now());
    await closeVault(vault);
  }
  await asOfficer(async (officer) => {
    const told = (await listAudit(officer, { limit: 1000 }, unwatched)).filter(({ name }) => name === 'signed-in');
    expect(told.slice(1, 4).map(({ actor, facts }) => [actor?.name, facts.secondFactor])).toEqual([
      ['Anna', 'none'],
      ['Carla', 'none'],
      ['Anna', 'none'],
    ]);
    for (let twice = 0; twice < 2; twice += 1) {
      const accounts = await listAccounts(officer);
      const last = (name: string) => accounts.find((one) => one.name === name)?.lastSignInAt;
      expect(Math.abs((last('Anna') ?? 0) - (times[2] ?? 0))).toBeLessThan(30_000);
      expect(Math.abs((last('Carla') ?? 0) - (times[1] ?? 0))).toBeLessThan(30_000);
      expect(last(officerName)).toBeGreaterThanOrEqual(times[2] ?? 0);
      expect(last('Bram')).toBeNull();
    }
    expect((await verifyWholeLog(officer, unwatched)).findings).toEqual([]);
  });
  const bram = await open('Bram');
  expect((await listAccounts(bram)).every((one) => one.lastSignInAt === null && one.secondFactor === null)).toBe(true);
  await closeVault(bram);
  await asOfficer(async (officer) => {
    expect((await listAccounts(officer)).find(({ name }) => name === 'Bram')?.lastSignInAt).not.toBeNull();
  });
});

test('a sign-in whose work is cancelled at once is told to the log all the same', async () => {
  const { env, folder, asOfficer } = freshOffice();
  const cancelled = { signal: AbortSignal.abort(), report: () => undefined };
  await closeVault((await openSession(env, folder, { name: 'Anna', password: ownPassword }, cancelled)).vault);
  await asOfficer(async (officer) => {
    const told = (await listAudit(officer, { limit: 1000 }, unwatched)).filter(({ name }) => name === 'signed-in');
    expect(told.map(({ actor }) => actor?.name)).toContain('Anna');
  });
});

test('what leaving would end is what it ends', async () => {
  const { asOfficer, open } = freshOffice();
  await asOfficer(async (officer) => {
    const jansen = await folderFor(officer, 'Jansen', { Anna: 'write' });
    await folderFor(officer, 'Pietersen', { Anna: 'read', Bram: 'write' });
    await folderFor(officer, 'De Wit', { Bram: 'write' });
    writeNote(officer, jansen, 'a note');
    const wish = { title: 'Bel de klant', text: '', owner: 'Anna', due: null, remindDays: null };
    addTask(officer, { ...wish, recurrence: null, escalateDays: null }, { kind: 'manual', ref: null });
    const leaving = userLeaving(officer, 'anna');
    expect(leaving.folders.map(({ name, rights }) => [name, rights])).toEqual([
      ['Jansen', 'write'],
      ['Pietersen', 'read'],
    ]);
    expect(leaving.tasks.map(({ name }) => name)).toEqual(['Bel de klant']);
    const { resealed } = await disableUser(officer, 'Anna', unwatched);
    // Her task goes to the Privacy Officer in the same step, under the new key at once.
    expect(leaving.rows - resealed.rows).toBe(1);
    expect(leaving.compartments).toBe([...officer.compartments.values()].filter(({ epoch }) => epoch > 1).length);
    expect(() => userLeaving(officer, 'Anna')).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => userLeaving(officer, officerName)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
  const bram = await open('Bram');
  expect(() => userLeaving(bram, officerName)).toThrow(expect.objectContaining({ code: 'not-authorised' }));
  await closeVault(bram);
});

test('settings of the office are the same for everybody, set by the Privacy Officer alone, and told to the log', async () => {
  const { asOfficer, open } = freshOffice();
  const wanted = { idleLockMinutes: 12, secondFactor: 'optional' } as const;
  await asOfficer(async (officer) => {
    expect(officeSettings(officer)).toMatchObject({ idleLockMinutes: 5, secondFactor: 'optional' });
    expect(changeOfficeSettings(officer, wanted)).toMatchObject(wanted);
    const position = officer.log.head.position;
    changeOfficeSettings(officer, wanted);
    expect(officer.log.head.position).toBe(position);
    const [told] = await listAudit(officer, { limit: 1 }, unwatched);
    expect(told).toMatchObject({ name: 'settings-changed', facts: wanted });
  });
  const bram = await open('Bram');
  expect(officeSettings(bram)).toMatchObject(wanted);
  const change = () => changeOfficeSettings(bram, { ...wanted, idleLockMinutes: 60 });
  expect(change).toThrow(expect.objectContaining({ code: 'not-authorised' }));
  await closeVault(bram);
});
