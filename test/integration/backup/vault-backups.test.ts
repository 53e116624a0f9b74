import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { VaultBackups } from '../../../src-main/core/backup/engine/vault-backups.ts';
import { removeTarget } from '../../../src-main/core/backup/targets/change-targets.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { Environment, OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import {
  addDocuments,
  addFolderTarget,
  differencesOf,
  folderTarget,
  notBackedUp,
  wrongWith,
} from '../../support/backup-office.ts';
import { haltedTarget } from '../../support/faulty-target.ts';
import { folderFor, type Office, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const freshOffice = sharedOffice({});
let office: Office;
let opened: OpenVault | null;

beforeEach(async () => {
  office = freshOffice();
  opened = await office.open(officerName);
  await folderFor(opened, 'Jansen', {});
  await addDocuments(opened, 'Jansen', [20, 1_200_000], 1);
});

const officer = (): OpenVault => {
  if (!opened) throw new Error('nobody is signed in');
  return opened;
};

async function lookAfter(env: Environment = office.env): Promise<VaultBackups> {
  return await VaultBackups.open(env, office.folder, { opened: () => opened, changed: () => undefined });
}

async function signOut(): Promise<void> {
  const vault = officer();
  opened = null;
  await closeVault(vault);
}

/** The status, once nothing is under way. */
async function atRest(backups: VaultBackups) {
  await expect.poll(async () => (await backups.status()).targets.flatMap(({ activities }) => activities)).toEqual([]);
  return (await backups.status()).targets;
}

describe('backups of a vault', () => {
  test('go to all targets side by side, of which none is asked for before somebody has said of it', async () => {
    const backups = await lookAfter();
    await backups.look();
    expect(await backups.status()).toEqual({ targets: [] });
    for (const name of ['Stick', 'Disk', 'Share']) await addFolderTarget(officer(), name);
    await backups.look();
    const targets = await atRest(backups);
    expect(targets.map(({ name, snapshot, failed, alerts }) => ({ name, snapshot, failed, alerts }))).toEqual(
      ['Stick', 'Disk', 'Share'].map((name) => ({ name, snapshot: 1, failed: null, alerts: [] })),
    );
    expect(targets.every(({ nextRunAt }) => (nextRunAt ?? 0) > office.clock.now())).toBe(true);
    await removeTarget(officer(), 'Disk');
    expect((await backups.status()).targets.map(({ name }) => name)).toEqual(['Stick', 'Share']);
    await backups.stop();
  });

  test('keep nobody waiting while they send: the vault is changed, closed and opened again meanwhile', async () => {
    const path = await addFolderTarget(officer(), 'Slow');
    const halted = haltedTarget();
    const backups = await lookAfter({
      ...office.env,
      openTarget: (settings, credentials) => halted.halting(office.env.openTarget(settings, credentials)),
    });
    await backups.look();
    await expect.poll(halted.waiting).toBeGreaterThan(0);
    const captured = treeDigest(office.folder, notBackedUp);
    await createFolder(officer(), { name: 'Bakker', kind: 'client' });
    await addDocuments(officer(), 'Bakker', [1_500_000], 2);
    await signOut();
    opened = await backups.whileFree(async () => await office.open(officerName));
    await addDocuments(officer(), 'Bakker', [40], 3);
    expect(halted.waiting()).toBeGreaterThan(0);
    expect((await backups.status()).targets[0]?.activities).toMatchObject([{ what: 'backup' }]);
    halted.release();
    const [status] = await atRest(backups);
    expect(status).toMatchObject({ snapshot: 1, failed: null, alerts: [] });
    // What was changed meanwhile is noticed, and waits.
    await backups.look();
    expect((await backups.status()).targets[0]?.changedAt).not.toBeNull();
    const target = await folderTarget(path);
    expect(await wrongWith(target, office.kit)).toEqual([]);
    expect(await differencesOf(target, office.kit, [{ number: 1, digest: captured }])).toEqual([]);
    await backups.stop();
  });

  test('go on while nobody is signed in, from what the last session left', async () => {
    const path = await addFolderTarget(officer(), 'Stick');
    const backups = await lookAfter();
    await backups.look();
    await atRest(backups);
    await addDocuments(officer(), 'Jansen', [30], 2);
    await backups.look();
    await signOut();
    office.clock.advance(60_000);
    await backups.look();
    expect(await atRest(backups)).toMatchObject([{ snapshot: 2, failed: null, changedAt: null }]);
    // Nothing is new, and the day's sign of life is due.
    office.clock.advance(25 * 60 * 60_000);
    const before = office.clock.now();
    await backups.look();
    const [status] = await atRest(backups);
    expect(status?.failed).toBeNull();
    expect(status?.goodAt).toBeGreaterThanOrEqual(before);
    const heartbeats = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /heartbeats\/\d{4}-/.test(name),
    );
    expect(heartbeats.length).toBeGreaterThanOrEqual(2);
    await backups.stop();
  });

  test('that cannot be begun are told of, and tried again', async () => {
    await addFolderTarget(officer(), 'Stick');
    const backups = await lookAfter({
      ...office.env,
      openTarget: () => {
        throw new Error('out of order');
      },
    });
    await backups.look();
    expect(await atRest(backups)).toMatchObject([{ failed: { code: 'internal', inARow: 1 }, alerts: ['never'] }]);
    await backups.look();
    expect(await atRest(backups)).toMatchObject([{ failed: { inARow: 1 } }]);
    office.clock.advance(100_000);
    await backups.look();
    expect(await atRest(backups)).toMatchObject([{ failed: { inARow: 2 } }]);
    await backups.stop();
  });

  test('are broken off when they are stopped, and go on from there', async () => {
    await addFolderTarget(officer(), 'Slow');
    const halted = haltedTarget();
    const backups = await lookAfter({
      ...office.env,
      openTarget: (settings, credentials) => halted.halting(office.env.openTarget(settings, credentials)),
    });
    await backups.look();
    await expect.poll(halted.waiting).toBeGreaterThan(0);
    await backups.stop();
    expect(halted.waiting()).toBe(0);
    const again = await lookAfter();
    await again.look();
    expect(await atRest(again)).toMatchObject([{ snapshot: 1, failed: null }]);
    await again.stop();
  });
});
