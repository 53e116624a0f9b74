import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { discardRestore } from '../../../src-main/core/restore/discard-restore.ts';
import { listSnapshots } from '../../../src-main/core/restore/list-snapshots.ts';
import { restoreVault, type WantedRestore } from '../../../src-main/core/restore/restore-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { blankComputer, sharedBackedUp, wantedByKit, writerFolderOf } from '../../support/backed-up.ts';
import { backup, folderTarget } from '../../support/backup-office.ts';
import { crashingFiles, Killed } from '../../support/crashing-files.ts';
import { dose } from '../../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { withCalls } from '../../support/with-calls.ts';

const dayMs = 86_400_000;

const freshOffice = sharedBackedUp();

/** A blank computer that has a copy of the target, which a test may spoil. */
async function atBlankComputer() {
  const office = freshOffice();
  const target = await folderTarget(office.place);
  const env = blankComputer(office.home, office.clock);
  return { ...office, office, env, target, wanted: wantedByKit(office.kit, target, office.home.file('restored')) };
}

/** Names from the writer's folder on. */
const filesOf = (place: string, kind = '') =>
  Object.keys(treeDigest(writerFolderOf(place))).filter((name) => name.startsWith(kind));

function failingAfter(target: Target, reads: number): { readonly target: Target; readonly names: string[] } {
  const names: string[] = [];
  const read: Target['read'] = (name, ...given) => {
    if (/\/(?:objects|packs)\//.test(name)) {
      names.push(name);
      if (names.length > reads) throw new VaultError('target-unreachable', 'gone');
    }
    return target.read(name, ...given);
  };
  return { target: withCalls(target, { read }), names };
}

describe('a vault restored on a blank computer', () => {
  test('is what it was at each moment, from kit and target alone, and lets nobody in before it is finished', async () => {
    const { env, wanted, office, home } = await atBlankComputer();
    for (const [index, digest] of office.digests.entries()) {
      const folder = home.file(`restored ${index + 1}`);
      const outcome = await restoreVault(env, { ...wanted, folder, snapshot: String(index + 1) }, unwatched);
      expect(outcome).toMatchObject({ findings: [], isStale: false, restored: { setAside: null } });
      const { 'restored.json': mark, ...restored } = treeDigest(folder);
      expect(restored).toEqual(digest);
      expect(mark).toBeDefined();
      expect(JSON.parse(readFileSync(join(folder, 'restored.json'), 'utf8'))).toMatchObject({
        snapshot: { number: index + 1 },
      });
    }
    const folder = home.file('restored 4');
    expect(await checkRecovery(env, folder, office.kit, unwatched)).toMatchObject({ findings: [] });
    const credentials = { name: officerName, password: officerPassphrase };
    // The office's own computer, whose keys open the vault of then, and the kit.
    await expect(openSession(office.env, folder, credentials)).rejects.toMatchObject({ code: 'vault-restored' });
    const recovery = { folder, kitText: office.kit, newPassphrase: officerPassphrase, keychain: 'file' } as const;
    await expect(recover(env, recovery, unwatched)).rejects.toMatchObject({ code: 'vault-restored' });
  });

  test('is listed with its moments, each whole or not, without any key', async () => {
    const { env, place, wanted } = await atBlankComputer();
    const listed = async () => await listSnapshots(wanted.repository, env.clock.now());
    const before = await listed();
    expect(before.findings).toEqual([]);
    expect(before.writers).toMatchObject([{ isVouchedFor: true, isStale: false }]);
    const [{ snapshots = [] } = {}] = before.writers;
    expect(snapshots.map(({ number, isWhole }) => [number, isWhole])).toEqual([4, 3, 2, 1].map((one) => [one, true]));
    expect(snapshots.map(({ documents }) => documents)).toEqual([9, 8, 6, 4]);
    // What the last two stand on.
    const [, second = ''] = filesOf(place, 'snapshots/');
    const { database } = JSON.parse(
      Buffer.from(JSON.parse(readFileSync(join(writerFolderOf(place), second), 'utf8')).payload, 'base64').toString(
        'utf8',
      ),
    );
    rmSync(join(writerFolderOf(place), 'database', database.file));
    const after = await listed();
    expect(after.writers[0]?.snapshots.map(({ number, isWhole }) => [number, isWhole])).toEqual([
      [4, false],
      [3, false],
      [2, false],
      [1, true],
    ]);
  });

  test('is no vault while it is being made, and a second try goes on from there', async () => {
    const { env, wanted, target, office } = await atBlankComputer();
    const broken = failingAfter(target, 2);
    const repository = { ...wanted.repository, target: broken.target };
    await expect(restoreVault(env, { ...wanted, repository }, unwatched)).rejects.toMatchObject({
      code: 'target-unreachable',
    });
    expect(existsSync(join(wanted.folder, 'vault.db'))).toBe(true);
    expect(existsSync(join(wanted.folder, 'vault.json'))).toBe(false);
    await expect(
      openSession(office.env, wanted.folder, { name: officerName, password: officerPassphrase }),
    ).rejects.toBeInstanceOf(VaultError);
    const fetched = Object.keys(treeDigest(wanted.folder)).filter((name) => /^objects\/..\//.test(name)).length;
    expect(fetched).toBeGreaterThan(0);
    const again = failingAfter(target, Number.POSITIVE_INFINITY);
    const outcome = await restoreVault(
      env,
      { ...wanted, repository: { ...wanted.repository, target: again.target } },
      unwatched,
    );
    expect(outcome.restored).not.toBeNull();
    const restored = treeDigest(wanted.folder, ['restored.json']);
    expect(restored).toEqual(office.digests[3]);
    // What was there was not asked for again.
    const whole = failingAfter(target, Number.POSITIVE_INFINITY);
    const elsewhere = { ...wanted, folder: `${wanted.folder} anew` };
    await restoreVault(env, { ...elsewhere, repository: { ...wanted.repository, target: whole.target } }, unwatched);
    expect(again.names.length).toBeLessThan(whole.names.length);
  });

  test('leaves nothing of what was broken off once that is discarded, and what is not of it stays', async () => {
    const { env, wanted, target } = await atBlankComputer();
    const broken = { ...wanted.repository, target: failingAfter(target, 2).target };
    mkdirSync(wanted.folder);
    await expect(restoreVault(env, { ...wanted, repository: broken }, unwatched)).rejects.toThrow();
    writeFileSync(join(wanted.folder, 'of somebody.txt'), 'kept');
    await discardRestore(env.files, wanted.folder, false);
    expect(readdirSync(wanted.folder)).toEqual(['of somebody.txt']);
    rmSync(join(wanted.folder, 'of somebody.txt'));
    await restoreVault(env, wanted, unwatched);
    const restored = treeDigest(wanted.folder);
    await discardRestore(env.files, wanted.folder, false);
    expect(treeDigest(wanted.folder)).toEqual(restored);
  });

  test('goes on where nothing was written yet but a file without its name', async () => {
    const { env, wanted, office } = await atBlankComputer();
    mkdirSync(wanted.folder);
    writeFileSync(join(wanted.folder, `.tmp-${'0'.repeat(24)}`), '{"hash":');
    await restoreVault(env, wanted, unwatched);
    const { 'restored.json': _mark, ...restored } = treeDigest(wanted.folder);
    expect(restored).toEqual(office.digests[3]);
  });

  test('begins anew where another moment was broken off before', async () => {
    const { env, wanted, target, office } = await atBlankComputer();
    const broken = { ...wanted.repository, target: failingAfter(target, 2).target };
    await expect(restoreVault(env, { ...wanted, repository: broken }, unwatched)).rejects.toThrow();
    await restoreVault(env, { ...wanted, snapshot: '1' }, unwatched);
    const restored = treeDigest(wanted.folder, ['restored.json']);
    expect(restored).toEqual(office.digests[0]);
  });

  test('that is killed at any of its writes is no vault, or one that keeps everybody out, and the next try ends it', async () => {
    const { env, wanted, digests } = await atBlankComputer();
    const random = seededRandom(seedOfThisRun());
    let killed = 0;
    for (let writes = 0; ; writes += 1 + random.below(dose(30, 1))) {
      const folder = `${wanted.folder} ${writes}`;
      const moment = random.below(2) === 0 ? 'before' : 'after';
      const files = crashingFiles(env.files, writes, moment);
      const first = await restoreVault({ ...env, files }, { ...wanted, folder }, unwatched).catch((error) => error);
      const names = existsSync(folder) ? readdirSync(folder) : [];
      if (names.includes('vault.json')) expect(names).toContain('restored.json');
      if (first instanceof Killed) killed += 1;
      else expect(first).toMatchObject({ findings: [] });
      if (first instanceof Killed) await restoreVault(env, { ...wanted, folder }, unwatched);
      const { 'restored.json': mark, ...restored } = treeDigest(folder);
      expect(mark).toBeDefined();
      expect({ writes, moment, restored }).toEqual({ writes, moment, restored: digests[3] });
      rmSync(folder, { recursive: true });
      if (!(first instanceof Killed)) break;
    }
    expect(killed).toBeGreaterThan(1);
  }, 300_000);

  test('overwrites nothing, and begins nothing that there is no room for', async () => {
    const { env, wanted } = await atBlankComputer();
    mkdirSync(wanted.folder);
    writeFileSync(join(wanted.folder, 'something else'), 'kept');
    await expect(restoreVault(env, wanted, unwatched)).rejects.toMatchObject({ code: 'vault-exists' });
    expect(readdirSync(wanted.folder)).toEqual(['something else']);
    const files = withCalls(env.files, { freeBytes: async () => 1_000_000 });
    const folder = `${wanted.folder} elsewhere`;
    await expect(restoreVault({ ...env, files }, { ...wanted, folder }, unwatched)).rejects.toMatchObject({
      code: 'disk-full',
      details: { freeBytes: 1_000_000 },
    });
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a target that is not as it was left', () => {
  /** What the restore finds, or is stopped by; nothing of it stays. */
  async function found(env: ReturnType<typeof blankComputer>, wanted: WantedRestore): Promise<string> {
    let text = '';
    try {
      const { restored, findings } = await restoreVault(env, wanted, unwatched);
      if (restored === null) text = findings.map(({ part, problem }) => `${problem} ${part}`).join('\n');
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      text = `${error.code} ${String(error.details.part)}`;
    }
    if (text !== '') expect(existsSync(wanted.folder)).toBe(false);
    return text;
  }

  test('is named, and nothing is written: a byte of any file flipped, or the file gone', async () => {
    const { env, place, wanted, digests } = await atBlankComputer();
    const last = filesOf(place, 'snapshots/').at(-1) ?? '';
    const computer = writerFolderOf(place).slice(-32);
    // That the newest was removed, with all that tells of it, only who has seen it can tell.
    const remembered = new Map([[computer, { number: 4, hash: last.slice(-64) }]]);
    const known = { ...wanted, repository: { ...wanted.repository, remembered } };
    const random = seededRandom(seedOfThisRun());
    const needed = filesOf(place).filter((name) => !name.startsWith('heartbeats/'));
    const tried = needed.filter((name, index) => {
      const isFirstOfKind = needed.findIndex((one) => one.split('/')[0] === name.split('/')[0]) === index;
      return isFirstOfKind || random.fraction() < dose(0.05, 1);
    });
    let detected = 0;
    for (const name of tried) {
      const file = join(writerFolderOf(place), name);
      const bytes = readFileSync(file);
      const flipped = Buffer.from(bytes);
      const at = random.below(bytes.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      for (const altered of [flipped, null]) {
        if (altered === null) rmSync(file);
        else writeFileSync(file, altered);
        const text = await found(env, known);
        const [kind = '', hash = ''] = [name.split('/')[0], name.slice(-64)];
        // A file that only another moment needs hinders nobody: then this one is restored, and has to be what it was.
        if (text === '') {
          const restored = treeDigest(wanted.folder, ['restored.json']);
          expect({ name, restored }).toEqual({ name, restored: digests[3] });
          rmSync(wanted.folder, { recursive: true });
        } else {
          detected += 1;
          expect(text, name).toMatch(new RegExp(`${hash}|${kind}|not-found`));
        }
        writeFileSync(file, bytes);
      }
    }
    expect(detected).toBeGreaterThan(6);
    expect(await found(env, known)).toBe('');
  }, 120_000);

  test('is named: an older state that was put back, where this computer has seen the newer one', async () => {
    const { env, place, wanted, clock } = await atBlankComputer();
    const last = filesOf(place, 'snapshots/').at(-1) ?? '';
    const computer = writerFolderOf(place).slice(-32);
    rmSync(join(writerFolderOf(place), last));
    const remembered = new Map([[computer, { number: 4, hash: last.slice(-64) }]]);
    const known = { ...wanted, repository: { ...wanted.repository, remembered } };
    expect(await found(env, known)).toMatch(/backups-rolled-back|cut-off/);
    for (const name of filesOf(place, 'heartbeats/').slice(1)) rmSync(join(writerFolderOf(place), name));
    expect(await found(env, { ...known, acceptFindings: true })).toContain('backups-rolled-back');
    // Who has seen nothing cannot tell, but for its age.
    clock.advance(3 * dayMs);
    const outcome = await restoreVault(env, wanted, unwatched);
    expect(outcome).toMatchObject({ restored: null, isStale: true, isAcceptable: true });
    expect(existsSync(wanted.folder)).toBe(false);
    expect(await restoreVault(env, { ...wanted, acceptFindings: true }, unwatched)).toMatchObject({
      restored: { snapshot: { snapshot: { number: 3 } } },
    });
  });

  test('is named: snapshots of another vault, and one that nobody signed, among its own', async () => {
    const { env, place, wanted } = await atBlankComputer();
    const other = await createTestVault();
    const theirPlace = tempFolder().path;
    await backup(other.officer, await folderTarget(theirPlace), tempFolder().path);
    const stranger = filesOf(theirPlace, 'snapshots/')[0] ?? '';
    cpSync(join(writerFolderOf(theirPlace), stranger), join(writerFolderOf(place), stranger));
    expect(await found(env, wanted)).toContain(`foreign writers/${writerFolderOf(place).slice(-32)}/${stranger}`);
    rmSync(join(writerFolderOf(place), stranger));
    // The whole subtree of its writer.
    const theirs = writerFolderOf(theirPlace).slice(-32);
    cpSync(writerFolderOf(theirPlace), join(writerFolderOf(place), '..', theirs), { recursive: true });
    expect(await found(env, wanted)).toContain(`writers/${theirs}`);
    rmSync(join(writerFolderOf(place), '..', theirs), { recursive: true });
    expect(await found(env, wanted)).toBe('');
  });

  test('of another office gives nothing to this recovery key', async () => {
    const { env, target, wanted } = await atBlankComputer();
    const { kit } = await createTestVault();
    const theirs = wantedByKit(kit, target, wanted.folder);
    await expect(restoreVault(env, theirs, unwatched)).rejects.toMatchObject({
      code: 'not-found',
      details: { reason: 'snapshot' },
    });
  });
});
