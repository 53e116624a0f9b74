import { describe, expect, test } from 'vitest';
import { listedSnapshots } from '../../../src-main/core/backup/runs/rebuild-memory.ts';
import { SnapshotInventories } from '../../../src-main/core/backup/runs/snapshot-inventories.ts';
import { listed, readWriters } from '../../../src-main/core/backup/verify/read-repository.ts';
import { verifyRepository } from '../../../src-main/core/backup/verify/verify-repository.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Target, TargetEntry } from '../../../src-main/core/ports/target.ts';
import { vaultsOn } from '../../../src-main/core/restore/find-repository.ts';
import { restoreFiles } from '../../../src-main/core/restore/restore-files.ts';
import { MemoryTarget } from '../../support/memory-target.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { memoryFolder, tempFolder } from '../../support/temp-folder.ts';
import { TrialBackups } from '../../support/trial-backups.ts';
import { withCalls } from '../../support/with-calls.ts';
import { begin, hour, TrialVault, TrialWriter } from '../../unit/core/backup/trial-writer.ts';

const { signal } = unwatched;
const clock = { now: () => begin };
const mebibyte = 2 ** 20;

/** Never more of a file than a reader has asked for, whatever the target would go on to give. */
function endless(target: Target, isIt: (name: string) => boolean) {
  const given = { bytes: 0 };
  const read = async function* (name: string, range: { offset: number; length: number } | null) {
    yield* target.read(name, range, signal);
    if (!isIt(name)) return;
    for (const zeros = Buffer.alloc(mebibyte); given.bytes < 4096 * mebibyte; given.bytes += mebibyte) yield zeros;
  };
  return { given, target: withCalls<Target>(target, { read }) };
}

describe('a target that gives no end of', () => {
  test('folders in folders is followed as far as writers go', async () => {
    const list = async function* (folder: string): AsyncGenerator<TargetEntry> {
      yield { kind: 'folder', name: `${folder}/a` };
      yield { kind: 'file', name: `${folder}/file`, sizeBytes: 1 };
    };
    const target = withCalls<Target>(new MemoryTarget(clock), { list });
    const files = await listed({ target, signal }, 'writer', 'objects');
    expect(files.map(({ name }) => name)).toEqual(['objects/a/file', 'objects/file']);
  });

  test('files is told as damaged before they fill the memory', async () => {
    const list = async function* (folder: string): AsyncGenerator<TargetEntry> {
      for (let number = 0; ; number += 1) yield { kind: 'file', name: `${folder}/${number}`, sizeBytes: 1 };
    };
    const target = withCalls<Target>(new MemoryTarget(clock), { list });
    await expect(listed({ target, signal }, 'writer', 'packs')).rejects.toMatchObject({ code: 'target-damaged' });
  });

  test('vaults, computers or snapshots is told as damaged', async () => {
    const damaged = { code: 'target-damaged' };
    const listOf = (kind: 'folder' | 'file', nameOf: (number: number) => string): Target['list'] =>
      async function* (folder) {
        for (let number = 0; ; number += 1) yield { kind, name: `${folder}/${nameOf(number)}`, sizeBytes: 1 };
      };
    const empty = new MemoryTarget(clock);
    const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');
    const folders = withCalls<Target>(empty, { list: listOf('folder', (number) => hex(number, 32)) });
    await expect(vaultsOn(folders, signal)).rejects.toMatchObject(damaged);
    const { id: vault, rootKey } = new TrialVault();
    const odd = withCalls<Target>(empty, { list: listOf('folder', (number) => `odd${number}`) });
    await expect(readWriters({ target: odd, vault, signal }, rootKey, new Map())).rejects.toMatchObject(damaged);
    const list = listOf('file', (number) => `0000000001-${hex(number, 64)}`);
    const snapshots = { target: withCalls<Target>(empty, { list }), folder: 'writer', job: unwatched };
    await expect(listedSnapshots(snapshots)).rejects.toMatchObject(damaged);
  });

  test('files that vouch for a computer has them read up to a limit, the others told', async () => {
    const vault = new TrialVault();
    const writer = new TrialWriter(vault).snapshots(1);
    const folder = `dossierkluis-1/${vault.id}/writers/${writer.id}`;
    const target = new MemoryTarget(
      clock,
      new Map([...writer.files].map(([name, bytes]) => [`${folder}/${name}`, Buffer.from(bytes)])),
    );
    const junk = Buffer.alloc(2 * mebibyte);
    for (let number = 0; number < 40; number += 1) {
      target.files.set(`${folder}/writer/${number.toString(16).padStart(64, '0')}`, junk);
    }
    target.files.set(`${folder}/writer/${'f'.repeat(64)}`, Buffer.alloc(3 * mebibyte));
    let readBytes = 0;
    const read = async function* (name: string, range: { offset: number; length: number } | null) {
      for await (const piece of target.read(name, range)) {
        readBytes += piece.length;
        yield piece;
      }
    };
    const watched = withCalls<Target>(target, { read });
    const { writers, findings } = await readWriters(
      { target: watched, vault: vault.id, signal },
      vault.rootKey,
      new Map(),
    );
    expect(readBytes).toBeLessThan(80 * mebibyte);
    // The one that counts came first.
    expect(writers[0]?.chain.snapshots).toHaveLength(1);
    expect(findings.filter(({ part, problem }) => part.includes('/writer/') && problem === 'altered')).toHaveLength(41);
  });

  test.each(['inventories/', 'database/', 'sealed/'])('%s has no more of it read than was written', async (kind) => {
    const backups = await TrialBackups.begin(memoryFolder(), seededRandom(seedOfThisRun()));
    await backups.run();
    const [moment] = backups.moments;
    if (!moment) throw new Error('no backup');
    const { snapshot } = moment;
    const others = new Map([[snapshot.number, snapshot]]);
    const { given, target } = endless(backups.target, (name) => name.includes(`/${kind}`));
    const restoring = { ...backups.restoring(), target };
    const violated = { code: 'integrity-violated' };
    if (kind === 'inventories/') {
      const inventories = new SnapshotInventories(target, () => others, signal);
      await expect(inventories.of(snapshot)).rejects.toMatchObject(violated);
    }
    await expect(restoreFiles(restoring, { snapshot, others }, tempFolder().file('restored'))).rejects.toMatchObject(
      violated,
    );
    expect(given.bytes).toBeLessThan(4 * mebibyte);
  });
});

test('what a snapshot stands on is the one that it follows, and is verified although its number has a twin', async () => {
  const backups = await TrialBackups.begin(memoryFolder(), seededRandom(seedOfThisRun()));
  await backups.run();
  const copy = backups.copy(memoryFolder());
  copy.target = backups.target;
  // Within one day, so that the second stands on the first.
  backups.wait(hour);
  backups.change();
  await backups.run();
  const [first, second] = backups.moments;
  if (!first || !second) throw new Error('no backups');
  expect(second.snapshot.database.on).toBe(1);
  const { writer } = backups;
  // Whoever has the computer's key signs another first one, and that the real one is garbage.
  const { kind: _kind, ...twin } = first.snapshot;
  writer.snapshot(1, {
    ...twin,
    at: twin.at + hour / 2,
    database: { ...twin.database, file: second.snapshot.database.file, size: second.snapshot.database.size },
  });
  backups.plant(writer.nameOfSnapshot(1), writer.files.get(writer.nameOfSnapshot(1)));
  backups.lose(`database/${first.snapshot.database.file}`);
  const { id: vault, rootKey } = writer.vault;
  const repository = { target: backups.target, vault, signal };
  const garbage = writer.garbage(first.snapshot.at, [[1, 1]]);
  backups.plant(garbage, writer.files.get(garbage));
  const verified = await verifyRepository(repository, rootKey, { reads: 'all', remembered: new Map() }, unwatched);
  expect(verified.findings).toContainEqual(
    expect.objectContaining({ problem: 'missing', part: expect.stringContaining(first.snapshot.database.file) }),
  );
});

test('a target that has lost who vouches for a computer is given it again, within a day', async () => {
  const backups = await TrialBackups.begin(memoryFolder(), seededRandom(seedOfThisRun()));
  await backups.run();
  const [writer = ''] = backups.names().filter((name) => name.startsWith('writer/'));
  backups.lose(writer);
  expect(await backups.findings()).toContainEqual(
    expect.stringMatching(/^writers\/.*\/writer: missing$|^writer: missing$/),
  );
  backups.wait(24 * hour);
  backups.change();
  await backups.run();
  expect(backups.names()).toContain(writer);
  expect(await backups.findings()).toEqual([]);
});
