import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NodePatchedFile } from '../../../src-main/adapters/backup/node-patched-file.ts';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { markFolder } from '../../../src-main/adapters/targets/folder/folder-marker.ts';
import { openTarget } from '../../../src-main/adapters/targets/open-target.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { type BackupRun, runBackup } from '../../../src-main/core/backup/runs/run-backup.ts';
import { openSource } from '../../../src-main/core/backup/sources/backup-source.ts';
import { readWriters } from '../../../src-main/core/backup/verify/read-repository.ts';
import { verifyRepository } from '../../../src-main/core/backup/verify/verify-repository.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { parseKit } from '../../../src-main/core/recovery/kit.ts';
import { restoreFiles, withIdentity } from '../../../src-main/core/restore/restore-files.ts';
import { rotateKeys } from '../../../src-main/core/rotation/rotations.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { seededRandom } from '../../support/seed.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const files = new NodeFileSystem();
const dayMs = 86_400_000;
/** What a vault has that no backup is of: whose it is now, and what only counts on its computer. */
const notBackedUp = ['lock', 'lock.info', 'vault.db-wal', 'vault.db-shm', 'spool/sign-in.json', 'objects/.unswept'];

async function folderTarget(place: string): Promise<Target> {
  mkdirSync(place, { recursive: true });
  const marker = await markFolder(files, place);
  return openTarget({ kind: 'folder', path: place, marker }, { kind: 'folder' }, files);
}

async function backup(officer: OpenVault, target: Target, memory: string): Promise<BackupRun> {
  return await runBackup(openSource(officer), { target, memory, looksForOthers: false }, unwatched);
}

async function add(officer: OpenVault, from: TempFolder, sizes: readonly number[], seed: number): Promise<void> {
  for (const [index, size] of sizes.entries()) {
    writeFileSync(from.file(`doc ${seed}-${index}.bin`), seededRandom(seed * 1000 + index).bytes(size));
  }
  await importDocuments(officer, 'Jansen', [from.path], unwatched);
}

/** A target that is gone at the `fails`th of its calls that write: before it was done, or when its answer is lost. */
function goneAt(target: Target, fails: number, when: 'before' | 'after'): Target {
  let calls = 0;
  const failing = Object.create(target) as Target;
  failing.size = (...given) => target.size(...given);
  failing.read = (...given) => target.read(...given);
  failing.list = (...given) => target.list(...given);
  failing.create = async (...given) => {
    calls += 1;
    const isGone = calls === fails;
    if (isGone && when === 'before') throw new VaultError('target-unreachable', 'gone');
    const made = await target.create(...given);
    if (isGone) throw new VaultError('target-unreachable', 'gone');
    return made;
  };
  return failing;
}

/** SHA-256 in the name of the newest snapshot below a folder. */
function hashOfLast(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return (
    names
      .filter((name) => /snapshots\/\d/.test(name))
      .sort()
      .at(-1)
      ?.slice(-64) ?? ''
  );
}

describe('a backup', () => {
  test('of each moment is restored as the vault was then, from the target and the recovery key alone', async () => {
    const { officer, kit, clock, folder } = await createTestVault();
    await createFolder(officer, { name: 'Jansen', kind: 'client' });
    const place = tempFolder();
    const target = await folderTarget(place.file('target'));
    const memory = place.file('memory');
    const moments: { readonly run: BackupRun; readonly digest: Record<string, string> }[] = [];
    const snapshot = async () => {
      const run = await backup(officer, target, memory);
      moments.push({ run, digest: treeDigest(folder, notBackedUp) });
    };
    await add(officer, tempFolder(), [0, 10, 70_000, 1_500_000, 3_000_000], 1);
    await snapshot();
    await add(officer, tempFolder(), [5, 900_000], 2);
    await snapshot();
    clock.advance(dayMs);
    await add(officer, tempFolder(), [2_000_000, 44], 3);
    await snapshot();
    await add(officer, tempFolder(), [4_000], 4);
    await snapshot();
    await rotateKeys(officer, unwatched);
    await snapshot();
    expect(moments.map(({ run }) => [run.snapshot.number, run.isNew, run.damaged.size])).toEqual([
      [1, true, 0],
      [2, true, 0],
      [3, true, 0],
      [4, true, 0],
      [5, true, 0],
    ]);
    // Of so small a database a third is soon anew, and a base does better; of one under another key nothing is as it was.
    expect(moments.map(({ run }) => run.snapshot.database.on)).toEqual([null, null, 2, 3, null]);
    expect(moments.map(({ run }) => run.snapshot.inventory.on)).toEqual([null, 1, 1, 3, 4]);
    const { vault, root, identity } = parseKit(kit);
    const read = await readWriters({ target, vault, signal: unwatched.signal }, root, new Map());
    expect(read.findings).toEqual([]);
    const snapshots = read.writers.flatMap(({ chain }) => chain.snapshots.map(({ payload }) => payload));
    const others = new Map(snapshots.map((one) => [one.number, one]));
    for (const { run, digest } of moments) {
      const to = place.file(`restored ${run.snapshot.number}`);
      const restoring = {
        files,
        openPatched: (path: string) => NodePatchedFile.open(path),
        target,
        keyOf: withIdentity(identity),
        job: unwatched,
      };
      const wanted = others.get(run.snapshot.number);
      if (!wanted) throw new Error('a snapshot is missing');
      await restoreFiles(restoring, { snapshot: wanted, others }, to);
      expect(treeDigest(to)).toEqual(digest);
      expect(await checkRecovery(officer.env, to, kit, unwatched)).toMatchObject({ findings: [] });
    }
    await target.close();
  });

  test('is verified without any key, and whatever is altered, cut short or gone is named', async () => {
    const { officer, kit } = await createTestVault();
    await createFolder(officer, { name: 'Jansen', kind: 'client' });
    const place = tempFolder();
    const target = await folderTarget(place.file('target'));
    for (const round of [1, 2]) {
      await add(officer, tempFolder(), [10, 2_000_000], round);
      await backup(officer, target, place.file('memory'));
    }
    const { vault, root } = parseKit(kit);
    const last = (await backup(officer, target, place.file('memory'))).snapshot.number;
    const remembered = new Map([[officer.computer.id, { number: last, hash: hashOfLast(place.file('target')) }]]);
    const verify = async () =>
      await verifyRepository(
        { target, vault, signal: unwatched.signal },
        root,
        { reads: 'all', remembered },
        unwatched,
      );
    const sound = await verify();
    expect(sound.findings).toEqual([]);
    expect(sound.writers.map(({ snapshots }) => snapshots.map(({ number }) => number))).toEqual([[1, 2]]);
    const own = `dossierkluis-1/${vault}/writers/${officer.computer.id}`;
    const base = place.file(`target/${own}`);
    const names = Object.keys(treeDigest(base)).filter((name) => !name.startsWith('heartbeats/'));
    expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(
      new Set(['database', 'inventories', 'objects', 'packs', 'sealed', 'snapshots', 'writer']),
    );
    for (const name of names) {
      const file = `${base}/${name}`;
      const bytes = readFileSync(file);
      const parts = async () => (await verify()).findings.map(({ part }) => part);
      const flipped = Buffer.from(bytes);
      const at = seededRandom(bytes.length).below(bytes.length);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      // Of a file that is empty there is no byte to flip.
      for (const altered of bytes.length === 0 ? [null] : [flipped, bytes.subarray(1), null]) {
        if (altered === null) rmSync(file);
        else writeFileSync(file, altered);
        const found = await parts();
        // A snapshot that is gone has no name but its number, and without who vouches for it a writer counts for nothing.
        const [kind = ''] = name.split('/');
        expect(found.join('\n'), name).toContain(altered === null && /snapshots|writer/.test(kind) ? kind : name);
        writeFileSync(file, bytes);
      }
    }
    expect((await verify()).findings).toEqual([]);
    await target.close();
  }, 60_000);

  test.each(['before', 'after'] as const)(
    'that is broken off at any of its writes, %s it is done, leaves what was sound and goes on from there',
    async (when) => {
      const { officer, kit } = await createTestVault();
      await createFolder(officer, { name: 'Jansen', kind: 'client' });
      const place = tempFolder();
      const target = await folderTarget(place.file('target'));
      const memory = place.file('memory');
      const { vault, root } = parseKit(kit);
      let [number, broken] = [0, 0];
      for (let fails = 1; ; fails += 1) {
        await add(officer, tempFolder(), [10, 1_100_000], fails);
        const run = await backup(officer, goneAt(target, fails, when), memory).catch((error: unknown) => error);
        const isBroken = run instanceof VaultError;
        if (isBroken) expect(run.code).toBe('target-unreachable');
        const report = await verifyRepository(
          { target, vault, signal: unwatched.signal },
          root,
          { reads: 'all', remembered: new Map() },
          unwatched,
        );
        expect(report.findings).toEqual([]);
        if (!isBroken) break;
        broken += 1;
        // A snapshot of which only the answer was lost is there, and is not made twice.
        const again = await backup(officer, target, memory);
        expect(again.snapshot.number - number).toBeLessThanOrEqual(1 + Number(when === 'after'));
        number = again.snapshot.number;
        expect(again.snapshot.inventory.payloads).toBe(2 * fails);
      }
      expect(broken).toBeGreaterThan(4);
      await target.close();
    },
    60_000,
  );

  test('of nothing new is none, and a computer that remembers nothing goes on where the target ends', async () => {
    const { officer } = await createTestVault();
    await createFolder(officer, { name: 'Jansen', kind: 'client' });
    const place = tempFolder();
    const target = await folderTarget(place.file('target'));
    const memory = place.file('memory');
    await add(officer, tempFolder(), [10, 2_000_000], 1);
    expect(await backup(officer, target, memory)).toMatchObject({ isNew: true, snapshot: { number: 1 } });
    const before = treeDigest(place.file('target'));
    expect(await backup(officer, target, memory)).toMatchObject({ isNew: false, snapshot: { number: 1 } });
    expect(treeDigest(place.file('target'))).toEqual(before);
    rmSync(memory, { recursive: true });
    await add(officer, tempFolder(), [20], 2);
    const again = await backup(officer, target, memory);
    expect(again).toMatchObject({ isNew: true, snapshot: { number: 2, database: { on: null } } });
    // What was there was not sent again.
    const objects = readdirSync(place.file('target'), { recursive: true, encoding: 'utf8' });
    expect(objects.filter((name) => /packs\/..\/./.test(name))).toHaveLength(2);
    await target.close();
  });
});
