import { readdirSync, rmSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { VaultBackups } from '../../../src-main/core/backup/engine/vault-backups.ts';
import { acknowledgeTarget } from '../../../src-main/core/backup/prune/prune-targets.ts';
import { tellBackups } from '../../../src-main/core/backup/runs/tell-backups.ts';
import { readBackupSettings, writeBackupSettings } from '../../../src-main/core/backup/targets/kept-settings.ts';
import { verifyTargets } from '../../../src-main/core/backup/verify/inspect-targets.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { listTasks } from '../../../src-main/core/tasks/list-tasks.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { dayMs, hourMs } from '../../support/backup-chain.ts';
import { addDocuments, addFolderTarget, folderTarget, wrongWith } from '../../support/backup-office.ts';
import { folderFor, type Office, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { withCalls } from '../../support/with-calls.ts';

const freshOffice = sharedOffice({});
let office: Office;
let opened: OpenVault | null;
/** Of the one target. */
let path: string;
let seed = 1;

beforeEach(async () => {
  office = freshOffice();
  opened = await office.open(officerName);
  await folderFor(opened, 'Jansen', {});
  await addDocuments(opened, 'Jansen', [20], seed);
  path = await addFolderTarget(opened, 'Stick');
});

const officer = (): OpenVault => {
  if (!opened) throw new Error('nobody is signed in');
  return opened;
};

/** @param changed what of the target is otherwise than it is. */
async function lookAfter(changed: Partial<Target> = {}): Promise<VaultBackups> {
  const openTarget: typeof office.env.openTarget = (settings, credentials) =>
    withCalls(office.env.openTarget(settings, credentials), changed);
  const around = { opened: () => opened, changed: () => undefined };
  return await VaultBackups.open({ ...office.env, openTarget }, office.folder, around);
}

async function statusOf(backups: VaultBackups) {
  const [status] = (await backups.status()).targets;
  if (!status) throw new Error('there is no target');
  return status;
}

/** Lets time go by, and waits for the run that is due then. */
async function run(backups: VaultBackups, afterMs: number): Promise<void> {
  office.clock.advance(afterMs);
  await backups.look();
  await expect.poll(async () => (await statusOf(backups)).activities).toEqual([]);
}

/** A run of something new. */
async function runOfMore(backups: VaultBackups): Promise<void> {
  seed += 1;
  await addDocuments(officer(), 'Jansen', [20], seed);
  await backups.look();
  await run(backups, 60_000);
}

/** The day after, with its run and its pruning. */
async function pruneNextDay(backups: VaultBackups): Promise<void> {
  await run(backups, dayMs);
  const before = office.clock.now();
  await backups.look();
  await expect.poll(async () => (await statusOf(backups)).pruning.at).toBeGreaterThanOrEqual(before);
}

async function signOut(): Promise<void> {
  const vault = officer();
  opened = null;
  await closeVault(vault);
}

/** Three runs, of which the second is gone from the target. */
async function withoutSecond(backups: VaultBackups): Promise<void> {
  await run(backups, 0);
  await runOfMore(backups);
  await runOfMore(backups);
  for (const name of filesOf('snapshots')) if (name.includes('/0000000002-')) rmSync(`${path}/${name}`);
}

const filesOf = (kind: string) =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(`/${kind}/`));
const snapshot = (number: number) => expect.stringContaining(`/${String(number).padStart(10, '0')}-`);

describe('the status of a target', () => {
  test('tells the room there after each run, what the target does, and when it was verified by hand', async () => {
    let room: { freeBytes: number; totalBytes: number } | null = { freeBytes: 40e9, totalBytes: 100e9 };
    const space = async () => {
      if (room === null) throw new VaultError('target-unreachable', 'gone at the end');
      return room;
    };
    const backups = await lookAfter({ space });
    await run(backups, 0);
    expect(await statusOf(backups)).toMatchObject({
      space: room,
      abilities: { removes: 'really', createsOnce: 'atomic', readsRanges: true },
      alerts: [],
      verifiedAt: null,
    });
    room = { freeBytes: 9e9, totalBytes: 100e9 };
    await runOfMore(backups);
    expect(await statusOf(backups)).toMatchObject({ space: room, alerts: ['nearly-full'] });
    // What cannot be asked stays as it was, and is no failure of the run.
    room = null;
    await runOfMore(backups);
    expect(await statusOf(backups)).toMatchObject({ space: { freeBytes: 9e9 }, failed: null, snapshot: 3 });
    const before = office.clock.now();
    await verifyTargets(office.env, office.folder, { reference: null, reads: 'all' }, unwatched);
    expect((await statusOf(backups)).verifiedAt).toBeGreaterThanOrEqual(before);
    await backups.stop();
  });

  test('tells what a target does also when this computer has lost what it remembered of it', async () => {
    const folder = office.env.backupFolder(officer().id);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => one.endsWith('traits.json'))) rmSync(`${folder}/${name}`);
    const backups = await lookAfter();
    expect((await statusOf(backups)).abilities).toBeNull();
    await run(backups, 0);
    expect(await statusOf(backups)).toMatchObject({ abilities: { removes: 'really' }, failed: null });
    await backups.stop();
  });
});

describe('what is kept no longer', () => {
  test('goes by itself, signed in and locked, but not while the clocks differ', async () => {
    let wrongByMs = hourMs;
    const backups = await lookAfter({ now: async () => office.clock.now() + wrongByMs });
    await run(backups, 0);
    await runOfMore(backups);
    await runOfMore(backups);
    await pruneNextDay(backups);
    expect(await statusOf(backups)).toMatchObject({ failed: null, pruning: { heldBy: 'clocks', failed: null } });
    expect(filesOf('garbage')).toEqual([]);
    wrongByMs = 0;
    await pruneNextDay(backups);
    expect(await statusOf(backups)).toMatchObject({ failed: null, pruning: { heldBy: null, failed: null } });
    expect(filesOf('garbage').length).toBeGreaterThan(0);
    expect(filesOf('snapshots')).toContainEqual(snapshot(2));
    await signOut();
    for (let days = 0; days < 3; days += 1) await pruneNextDay(backups);
    expect(await statusOf(backups)).toMatchObject({ failed: null, pruning: { heldBy: null, failed: null } });
    expect(filesOf('snapshots')).not.toContainEqual(snapshot(2));
    await backups.stop();
    expect(await wrongWith(await folderTarget(path), office.kit)).toEqual([]);
  });

  test('stays while something is wrong with the backups, also locked, until the Privacy Officer, who is told, acknowledges it', async () => {
    const backups = await lookAfter({ now: async () => office.clock.now() });
    await withoutSecond(backups);
    await signOut();
    await pruneNextDay(backups);
    expect((await statusOf(backups)).pruning).toMatchObject({ heldBy: 'faults', failed: null });
    expect(filesOf('garbage')).toEqual([]);

    opened = await backups.whileFree(async () => await office.open(officerName));
    await tellBackups(officer());
    await tellBackups(officer());
    const tasks = listTasks(officer(), { scope: 'mine', state: 'open' });
    expect(tasks.filter(({ source }) => source.kind === 'backup-fault')).toHaveLength(1);
    const number = (await statusOf(backups)).snapshot ?? 0;
    const { faults } = await acknowledgeTarget(officer(), { reference: 'Stick', number }, unwatched);
    expect(faults).toEqual([]);
    // At once, and not a day later; and also when she locks at once.
    expect((await statusOf(backups)).pruning.at).toBeNull();
    await signOut();
    await run(backups, hourMs);
    await backups.look();
    await expect.poll(async () => (await statusOf(backups)).pruning.at).not.toBeNull();
    expect((await statusOf(backups)).pruning).toMatchObject({ heldBy: null, failed: null });
    expect(filesOf('garbage').length).toBeGreaterThan(0);
    await backups.stop();
  });

  test('stays too, and is no news, while this computer has never seen what is acknowledged', async () => {
    let asked = 0;
    const now = async () => {
      asked += 1;
      return office.clock.now();
    };
    const backups = await lookAfter({ now });
    await withoutSecond(backups);
    const { targets, writer } = await readBackupSettings(officer());
    const unseen = targets.map(({ id, name, settings }) => ({ id, name, settings }));
    await writeBackupSettings(officer(), { targets: unseen, writer });
    await signOut();
    await run(backups, dayMs);
    await backups.look();
    await expect.poll(() => asked).toBe(1);
    await run(backups, 2 * hourMs);
    await backups.look();
    await expect.poll(() => asked).toBe(2);
    expect((await statusOf(backups)).pruning).toEqual({ at: null, heldBy: null, failed: null });
    expect(filesOf('garbage')).toEqual([]);
    await backups.stop();
  });

  test('and cannot be removed is told of, and no run fails by it', async () => {
    let isGone = true;
    const now = async () => {
      if (isGone) throw new VaultError('target-unreachable', 'gone meanwhile');
      return office.clock.now();
    };
    const backups = await lookAfter({ now });
    await run(backups, 0);
    await run(backups, dayMs);
    await backups.look();
    await expect
      .poll(async () => (await statusOf(backups)).pruning.failed)
      .toMatchObject({ code: 'target-unreachable' });
    expect(await statusOf(backups)).toMatchObject({ failed: null, alerts: [], pruning: { at: null } });
    isGone = false;
    await pruneNextDay(backups);
    expect((await statusOf(backups)).pruning.failed).toBeNull();
    await backups.stop();
  });
});
