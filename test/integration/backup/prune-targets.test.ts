import { readdirSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import type { PruneReport } from '../../../src-main/core/backup/prune/prune.ts';
import { acknowledgeTarget, pruneTargets } from '../../../src-main/core/backup/prune/prune-targets.ts';
import { runOpen } from '../../../src-main/core/backup/runs/run-targets.ts';
import { holdingMemory } from '../../../src-main/core/backup/targets/reach-target.ts';
import { acknowledgementsKey } from '../../../src-main/core/backup/verify/acknowledge.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { listInbox } from '../../../src-main/core/spool/list-inbox.ts';
import { doTask } from '../../../src-main/core/tasks/close-task.ts';
import { listTasks } from '../../../src-main/core/tasks/list-tasks.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { dayMs } from '../../support/backup-chain.ts';
import { addFolderTarget, folderTarget, wrongWith } from '../../support/backup-office.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { withCalls } from '../../support/with-calls.ts';

const freshOffice = sharedOffice({ Iris: 'it-admin', Wim: 'employee' });

async function prune(vault: OpenVault, isPreview = false): Promise<PruneReport> {
  const [done] = await pruneTargets(vault, { reference: null, isPreview }, unwatched);
  if (!done || done.outcome instanceof VaultError) throw done?.outcome ?? new Error('nothing was done');
  return done.outcome;
}

/** Two backups, the first of which is then gone from the target. */
async function withLoss(vault: OpenVault): Promise<void> {
  const place = await addFolderTarget(vault, 'NAS');
  await runOpen(vault, null, unwatched);
  await addFolderTarget(vault, 'stick');
  await runOpen(vault, 'NAS', unwatched);
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  const [first = ''] = names.filter((name) => /snapshots\/0000000001-/.test(name));
  rmSync(`${place}/${first}`);
}

/** As when the folder of the target on this computer is lost. */
function forgetTold({ env, id }: OpenVault): void {
  const folder = env.backupFolder(id);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((one) => one.endsWith('told-faults'))) rmSync(`${folder}/${name}`);
}

const faultTasks = (vault: OpenVault) =>
  listTasks(vault, { scope: 'mine', state: 'open' }).filter(({ source }) => source.kind === 'backup-fault');

const missing = expect.objectContaining({ kind: 'missing', first: 1, last: 1 });

describe('what is wrong with backups', () => {
  test('found by the IT administrator becomes a task of the Privacy Officer, who alone acknowledges it', async () => {
    const office = freshOffice();
    await office.as('Iris', async (iris) => {
      await withLoss(iris);
      for (const isForgotten of [false, false, true]) {
        if (isForgotten) forgetTold(iris);
        const { faults, listed, snapshots } = await prune(iris);
        expect([faults[0], listed.files, snapshots.map(({ because }) => because)]).toEqual([missing, 0, ['last']]);
      }
      const word = acknowledgeTarget(iris, { reference: 'NAS', number: 2 }, unwatched);
      await expect(word).rejects.toMatchObject({ code: 'not-authorised' });
    });
    await office.asOfficer(async (officer) => {
      // Looked at three times, told twice, one task.
      expect((await listInbox(officer)).map(({ name }) => name)).toEqual(['backup-fault', 'backup-fault']);
      const [task, ...others] = faultTasks(officer);
      const [computer] = officer.directory.computers;
      expect([task?.name, task?.text, others]).toEqual(['backup-fault', `${computer?.name}\nNAS`, []]);
      expect((await prune(officer)).faults[0]).toEqual(missing);
      expect(faultTasks(officer)).toHaveLength(1);

      const acknowledge = (number: number) => acknowledgeTarget(officer, { reference: 'NAS', number }, unwatched);
      await expect(acknowledge(3)).rejects.toMatchObject({ code: 'invalid-input' });
      // The second stands on the first; it can be told when it is acknowledged too.
      expect((await acknowledge(1)).faults.map(({ kind, first }) => [kind, first])).toEqual([['base', 2]]);
      expect((await acknowledge(2)).faults).toEqual([]);
      const [entry] = await listAudit(officer, { limit: 1 }, unwatched);
      expect(entry).toMatchObject({ facts: expect.objectContaining({ number: 2 }) });
      const { faults, listed } = await prune(officer);
      expect([faults, listed.files > 0]).toEqual([[], true]);
      const { findings } = await checkVault(officer, unwatched);
      expect(findings).toEqual([]);
    });
    // It holds at the next sign-in too, and on the other target nothing is acknowledged.
    await office.as('Iris', async (iris) => expect((await prune(iris)).faults).toEqual([]));
  });

  test('found in her own session becomes a task at once', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      await withLoss(officer);
      await prune(officer, true);
      expect(faultTasks(officer)).toEqual([]);
      await prune(officer);
      forgetTold(officer);
      await prune(officer);
      expect(faultTasks(officer)).toHaveLength(1);
      // Done, and still so: told no more than once.
      for (const { id } of faultTasks(officer)) doTask(officer, id);
      await prune(officer);
      expect(faultTasks(officer)).toEqual([]);
    });
  });

  test('is acknowledged by what she signed, and by nothing else', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      await withLoss(officer);
      await acknowledgeTarget(officer, { reference: 'NAS', number: 2 }, unwatched);
      const { db } = officer;
      const stored = db.get('SELECT value FROM meta WHERE key = ?', acknowledgementsKey)?.value;
      const text = Buffer.from(stored as Uint8Array).toString('utf8');
      // Of another number, with the old signature.
      const [statement] = JSON.parse(text);
      const payload = Buffer.from(statement.payload, 'base64').toString('utf8').replace('"number":2', '"number":9');
      const forged = JSON.stringify([{ ...statement, payload: Buffer.from(payload).toString('base64') }]);
      db.run('UPDATE meta SET value = ? WHERE key = ?', Buffer.from(forged), acknowledgementsKey);
      const [{ outcome } = { outcome: null }] = await pruneTargets(
        officer,
        { reference: 'NAS', isPreview: false },
        unwatched,
      );
      expect(outcome).toMatchObject({ code: 'integrity-violated' });
      const { findings } = await checkVault(officer, unwatched);
      expect(findings.map(({ part }) => part)).toEqual([`vault.db meta ${acknowledgementsKey}`]);
      // She can say it again.
      await acknowledgeTarget(officer, { reference: 'NAS', number: 2 }, unwatched);
      expect((await prune(officer)).faults).toEqual([]);
    });
  });
});

describe('the backups of a computer that was struck off', () => {
  test('go once they are older than any may be, and no day sooner', async () => {
    const office = freshOffice();
    const now = async () => office.clock.now();
    const openTarget: typeof office.env.openTarget = (settings, credentials) =>
      withCalls(office.env.openTarget(settings, credentials), { now });
    const env = { ...office.env, openTarget };
    const first = (await openSession(env, office.folder, { name: officerName, password: officerPassphrase })).vault;
    const place = await addFolderTarget(first, 'NAS');
    await runOpen(first, null, unwatched);
    const before = `dossierkluis-1/${first.id}/writers/${first.computer.id}`;
    await closeVault(first);
    // Emergency access gives the computer new keys: it is another writer from then on.
    const newPassphrase = 'Kelvu-porat-simen-hadok-4';
    await recover(env, { folder: office.folder, kitText: office.kit, newPassphrase }, unwatched);
    const { vault } = await openSession(env, office.folder, { name: officerName, password: newPassphrase });
    expect(vault.readOnly).toBe(false);
    const left = () =>
      readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(
        (name) => name.startsWith(`${before}/`) && /[0-9a-f]{64}$/.test(name),
      );
    const files = left().length;
    expect(files).toBeGreaterThan(5);
    for (const days of [20, 20, 21.5]) {
      await runOpen(vault, null, unwatched);
      expect((await prune(vault)).faults).toEqual([]);
      expect(left()).toHaveLength(files);
      office.clock.advance(days * dayMs);
    }
    await runOpen(vault, null, unwatched);
    await prune(vault);
    expect(left()).toHaveLength(files);
    office.clock.advance(dayMs);
    await runOpen(vault, null, unwatched);
    const preview = await prune(vault, true);
    expect(left()).toHaveLength(files);
    const { removed } = await prune(vault);
    expect([removed.files >= files, preview.removed.files]).toEqual([true, removed.files]);
    expect(left()).toEqual([]);
    const target = await folderTarget(place);
    expect(await wrongWith(target, office.kit)).toEqual([]);
    await target.close();
    await closeVault(vault);
  });
});

describe('pruning', () => {
  test('is for those who look after the backups, and not while a backup is made', async () => {
    const office = freshOffice();
    await office.asOfficer(async (officer) => {
      await folderFor(officer, 'Jansen', {});
      await addFolderTarget(officer, 'NAS');
      await runOpen(officer, null, unwatched);
      const [{ id } = { id: '' }] = (await pruneTargets(officer, { reference: null, isPreview: true }, unwatched)).map(
        ({ target }) => target,
      );
      await holdingMemory(officer, id, async () => {
        const [{ outcome } = { outcome: null }] = await pruneTargets(
          officer,
          { reference: null, isPreview: false },
          unwatched,
        );
        expect(outcome).toMatchObject({ code: 'vault-in-use', details: { reason: 'backup-running' } });
      });
      await expect(prune(officer)).resolves.toMatchObject({ faults: [], doClocksAgree: true });
    });
    await office.as('Wim', async (wim) => {
      const pruning = pruneTargets(wim, { reference: null, isPreview: true }, unwatched);
      await expect(pruning).rejects.toMatchObject({ code: 'not-authorised' });
    });
  });
});
