import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import type { BackupRun } from '../../../src-main/core/backup/runs/run-backup.ts';
import { verifyRepository } from '../../../src-main/core/backup/verify/verify-repository.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { parseKit } from '../../../src-main/core/recovery/kit.ts';
import { rotateKeys } from '../../../src-main/core/rotation/rotations.ts';
import { addDocuments, backup, folderTarget, notBackedUp, restoreTo, wrongWith } from '../../support/backup-office.ts';
import { seededRandom } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { withCalls } from '../../support/with-calls.ts';

const dayMs = 86_400_000;

/** A target that is gone at the `fails`th of its calls that write: before it was done, or when its answer is lost. */
function goneAt(target: Target, fails: number, when: 'before' | 'after'): Target {
  let calls = 0;
  const create: Target['create'] = async (...given) => {
    calls += 1;
    const isGone = calls === fails;
    if (isGone && when === 'before') throw new VaultError('target-unreachable', 'gone');
    const made = await target.create(...given);
    if (isGone) throw new VaultError('target-unreachable', 'gone');
    return made;
  };
  return withCalls(target, { create });
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
    await addDocuments(officer, 'Jansen', [0, 10, 70_000, 1_500_000, 3_000_000], 1);
    await snapshot();
    await addDocuments(officer, 'Jansen', [5, 900_000], 2);
    await snapshot();
    clock.advance(dayMs);
    await addDocuments(officer, 'Jansen', [2_000_000, 44], 3);
    await snapshot();
    await addDocuments(officer, 'Jansen', [4_000], 4);
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
    expect(await wrongWith(target, kit)).toEqual([]);
    for (const { run, digest } of moments) {
      const to = place.file(`restored ${run.snapshot.number}`);
      expect(await restoreTo(to, target, kit, run.snapshot.number)).toBe(true);
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
      await addDocuments(officer, 'Jansen', [10, 2_000_000], round);
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
        expect(found.join('\n'), name).toContain(altered === null && /snapshots|writer/.test(kind) ? `/${kind}` : name);
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
      let [number, broken] = [0, 0];
      for (let fails = 1; ; fails += 1) {
        await addDocuments(officer, 'Jansen', [10, 1_100_000], fails);
        const run = await backup(officer, goneAt(target, fails, when), memory).catch((error: unknown) => error);
        const isBroken = run instanceof VaultError;
        if (isBroken) expect(run.code).toBe('target-unreachable');
        expect(await wrongWith(target, kit)).toEqual([]);
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
    await addDocuments(officer, 'Jansen', [10, 2_000_000], 1);
    expect(await backup(officer, target, memory)).toMatchObject({ isNew: true, snapshot: { number: 1 } });
    const before = treeDigest(place.file('target'));
    expect(await backup(officer, target, memory)).toMatchObject({ isNew: false, snapshot: { number: 1 } });
    expect(treeDigest(place.file('target'))).toEqual(before);
    rmSync(memory, { recursive: true });
    await addDocuments(officer, 'Jansen', [20], 2);
    const again = await backup(officer, target, memory);
    expect(again).toMatchObject({ isNew: true, snapshot: { number: 2, database: { on: null } } });
    // What was there was not sent again.
    const objects = readdirSync(place.file('target'), { recursive: true, encoding: 'utf8' });
    expect(objects.filter((name) => /packs\/..\/./.test(name))).toHaveLength(2);
    await target.close();
  });
});
