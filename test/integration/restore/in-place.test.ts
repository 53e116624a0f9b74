import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwatched } from '../../../src-main/core/job.ts';
import { restoreVault } from '../../../src-main/core/restore/restore-vault.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { type BackedUp, sharedBackedUp, wantedByKit } from '../../support/backed-up.ts';
import { folderTarget, notBackedUp } from '../../support/backup-office.ts';
import { Killed } from '../../support/crashing-files.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { withCalls } from '../../support/with-calls.ts';

const dayMs = 86_400_000;
const credentials = { name: officerName, password: officerPassphrase };

async function inPlace(office: BackedUp) {
  const target = await folderTarget(office.place);
  return { ...wantedByKit(office.kit, target, office.folder), inPlace: true };
}

/** What lies beside the vault, by name. */
const beside = (folder: string) =>
  readdirSync(dirname(folder))
    .filter((name) => name.startsWith(basename(folder)))
    .sort();

const freshOffice = sharedBackedUp();

describe('a restore in place', () => {
  test('sets the vault of before aside under a dated name, unchanged, each time under another', async () => {
    const office = freshOffice();
    const before = treeDigest(office.folder, notBackedUp);
    const wanted = await inPlace(office);
    const day = new Date(office.clock.now()).toISOString().slice(0, 10);
    const first = await restoreVault(office.env, { ...wanted, snapshot: '3' }, unwatched);
    expect(first.restored?.setAside).toBe(`vault.set-aside-${day}`);
    expect(beside(office.folder)).toEqual(['vault', `vault.set-aside-${day}`]);
    expect(treeDigest(`${office.folder}.set-aside-${day}`, notBackedUp)).toEqual(before);
    const restored = treeDigest(office.folder, [...notBackedUp, 'restored.json']);
    expect(restored).toEqual(office.digests[2]);
    const second = await restoreVault(office.env, wanted, unwatched);
    expect(second.restored?.setAside).toBe(`vault.set-aside-${day}-2`);
    expect(treeDigest(`${office.folder}.set-aside-${day}`, notBackedUp)).toEqual(before);
    await expect(openSession(office.env, office.folder, credentials)).rejects.toMatchObject({ code: 'vault-restored' });
    // Put back by hand it is the vault that it was.
    renameSync(office.folder, `${office.folder}.away`);
    renameSync(`${office.folder}.set-aside-${day}`, office.folder);
    await closeVault((await openSession(office.env, office.folder, credentials)).vault);
  });

  test('that is killed at any of its writes keeps both, and the next try ends it', async () => {
    const random = seededRandom(seedOfThisRun());
    // The last writes of all are the renamings.
    const whole = freshOffice();
    let writes = 0;
    const counting = withCalls(whole.env.files, {
      renameFolder: async (from, to) => {
        writes += 1;
        await whole.env.files.renameFolder(from, to);
      },
    });
    await restoreVault({ ...whole.env, files: counting }, await inPlace(whole), unwatched);
    expect(writes).toBe(2);
    for (const renamed of [0, 1, 2]) {
      const office = freshOffice();
      const before = treeDigest(office.folder, notBackedUp);
      const wanted = await inPlace(office);
      let done = 0;
      const moment = random.below(2) === 0 ? 'before' : 'after';
      const files = withCalls(office.env.files, {
        renameFolder: async (from, to) => {
          done += 1;
          if (done <= renamed || moment === 'after') await office.env.files.renameFolder(from, to);
          if (done > renamed) throw new Killed();
        },
      });
      const outcome = await restoreVault({ ...office.env, files }, wanted, unwatched).catch((error) => error);
      if (renamed < 2) expect(outcome).toBeInstanceOf(Killed);
      const setAside = beside(office.folder).find((name) => name.includes('set-aside'));
      const kept = setAside === undefined ? office.folder : join(dirname(office.folder), setAside);
      expect(treeDigest(kept, notBackedUp)).toEqual(before);
      let told: string | null = null;
      if (!existsSync(join(office.folder, 'restored.json'))) {
        expect(existsSync(join(`${office.folder}.restoring`, 'vault.json'))).toBe(true);
        // Another day: what was begun keeps its name.
        office.clock.advance(dayMs);
        const { restored } = await restoreVault(office.env, wanted, unwatched);
        told = restored?.setAside ?? '';
      }
      const [name = '', ...others] = beside(office.folder).filter((one) => one !== 'vault');
      if (told !== null) expect(told).toBe(name);
      expect(others).toEqual([]);
      expect(treeDigest(join(dirname(office.folder), name), notBackedUp)).toEqual(before);
      const { 'restored.json': mark, ...restored } = treeDigest(office.folder, notBackedUp);
      expect({ renamed, moment, restored }).toEqual({ renamed, moment, restored: office.digests[3] });
      expect(mark).toBeDefined();
    }
  });

  test('does not begin while somebody has the vault open, in the place of another vault, or where there is none', async () => {
    const office = freshOffice();
    const wanted = await inPlace(office);
    const { vault } = await openSession(office.env, office.folder, credentials);
    await expect(restoreVault(office.env, wanted, unwatched)).rejects.toMatchObject({ code: 'vault-in-use' });
    await closeVault(vault);
    expect(beside(office.folder)).toEqual(['vault']);
    const other = await createTestVault();
    await closeVault(other.officer);
    await expect(restoreVault(office.env, { ...wanted, folder: other.folder }, unwatched)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { reason: 'another-vault' },
    });
    const empty = `${office.folder} empty`;
    mkdirSync(empty);
    await expect(restoreVault(office.env, { ...wanted, folder: empty }, unwatched)).rejects.toMatchObject({
      code: 'vault-not-found',
    });
    expect(beside(other.folder)).toEqual(['vault']);
  });

  test('works where the vault is damaged, which is kept as well', async () => {
    const office = freshOffice();
    rmSync(join(office.folder, 'vault.json'));
    writeFileSync(join(office.folder, 'vault.db'), 'not a database any more');
    const damaged = treeDigest(office.folder, notBackedUp);
    const { restored } = await restoreVault(office.env, await inPlace(office), unwatched);
    expect(treeDigest(join(dirname(office.folder), restored?.setAside ?? ''), notBackedUp)).toEqual(damaged);
  });
});
