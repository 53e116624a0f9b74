import { cpSync, readdirSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import {
  addDocuments,
  backup,
  differencesOf,
  folderTarget,
  notBackedUp,
  type Reported,
  wrongWith,
} from '../support/backup-office.ts';
import { dose } from '../support/dose.ts';
import { errorOfFault, faultyTarget, targetFaults } from '../support/faulty-target.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { createTestVault, type TestVault } from '../support/test-vault.ts';
import { treeDigest } from '../support/tree-digest.ts';

const dayMs = 86_400_000;

interface Place extends TestVault {
  readonly home: TempFolder;
  readonly target: Target;
  readonly memory: string;
}

async function place(): Promise<Place> {
  const made = await createTestVault();
  await createFolder(made.officer, { name: 'Jansen', kind: 'client' });
  const home = tempFolder();
  return { ...made, home, target: await folderTarget(home.file('target')), memory: home.file('memory') };
}

/** Some of what was reported, by chance; all of it in the long suite, and always the last one. */
function sampleOf(reported: readonly Reported[], random: ReturnType<typeof seededRandom>): Reported[] {
  return reported.filter((_, index) => index === reported.length - 1 || random.below(dose(4, 1)) === 0);
}

describe('whatever goes wrong with a target', () => {
  test.each(targetFaults)(
    '%s: at any of its calls what was reported stays, and the next run finishes',
    async (fault) => {
      const { officer, kit, folder, target, memory } = await place();
      const random = seededRandom(seedOfThisRun());
      const reported: Reported[] = [];
      const run = async (to: Target) => {
        const { snapshot } = await backup(officer, to, memory);
        reported.push({ number: snapshot.number, digest: treeDigest(folder, notBackedUp) });
      };
      let met = 0;
      for (let from = 1, seed = 1; ; from += 1 + random.below(dose(6, 1)), seed += 1) {
        await addDocuments(officer, 'Jansen', [10, 1_100_000], seed);
        // Only a computer that remembers nothing relies on what it reads.
        if (fault === 'cut' && seed % 2 === 0) rmSync(memory, { recursive: true });
        const faulty = faultyTarget(target, fault, from);
        const failure = await run(faulty).catch((error: unknown) => error);
        if (!faulty.wasMet) break;
        met += 1;
        // What only reads again when all is there has made its snapshot.
        if (failure !== undefined) {
          if (!(failure instanceof VaultError)) throw failure;
          expect([errorOfFault[fault], 'integrity-violated', 'target-damaged']).toContain(failure.code);
        }
        expect(await wrongWith(target, kit)).toEqual([]);
        await run(target);
      }
      expect(met).toBeGreaterThanOrEqual(dose(1, 3));
      expect(await wrongWith(target, kit)).toEqual([]);
      expect(await differencesOf(target, kit, sampleOf(reported, random))).toEqual([]);
    },
  );

  test('a clock that is a day wrong, and what this computer remembers being lost, spoil no snapshot', async () => {
    const { officer, clock, kit, folder, target, memory } = await place();
    const reported: Reported[] = [];
    const run = async (seed: number) => {
      await addDocuments(officer, 'Jansen', [10, 1_100_000], seed);
      const { snapshot } = await backup(officer, target, memory, true);
      reported.push({ number: snapshot.number, digest: treeDigest(folder, notBackedUp) });
    };
    await run(1);
    for (const [index, days] of [1, -1, -1, 1].entries()) {
      clock.advance(days * dayMs);
      await run(10 * index + 2);
      if (index % 2 === 1) rmSync(memory, { recursive: true });
      await run(10 * index + 3);
    }
    expect(reported.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set((await wrongWith(target, kit)).map((finding) => finding.split(' ')[0]))).toEqual(
      new Set(['clock-went-back']),
    );
    expect(await differencesOf(target, kit, reported)).toEqual([]);
  });

  test('what all stands on being lost, on the target and here, the next run sends everything anew', async () => {
    const { officer, kit, folder, target, home, memory } = await place();
    await addDocuments(officer, 'Jansen', [10, 1_100_000], 1);
    await backup(officer, target, memory);
    await addDocuments(officer, 'Jansen', [20], 2);
    await backup(officer, target, memory);
    const own = `target/dossierkluis-1/${officer.id}/writers/${officer.computer.id}`;
    rmSync(home.file(`${own}/inventories`), { recursive: true });
    rmSync(memory, { recursive: true });
    const { snapshot } = await backup(officer, target, memory);
    expect(snapshot).toMatchObject({ number: 3, inventory: { on: null, payloads: 3 } });
    const digest = treeDigest(folder, notBackedUp);
    expect(await differencesOf(target, kit, [{ number: 3, digest }])).toEqual([]);
    // What is said of the others stays true.
    expect((await wrongWith(target, kit)).every((finding) => /^missing .*inventories/.test(finding))).toBe(true);
  });

  test('the snapshot with the bases being lost on the target, a run that looks at what is there stands on none, also where nothing has changed', async () => {
    const { officer, kit, folder, target, home, memory } = await place();
    const own = `target/dossierkluis-1/${officer.id}/writers/${officer.computer.id}`;
    await addDocuments(officer, 'Jansen', [10, 1_100_000], 1);
    await backup(officer, target, memory);
    await addDocuments(officer, 'Jansen', [20], 2);
    expect((await backup(officer, target, memory)).snapshot).toMatchObject({
      database: { on: 1 },
      inventory: { on: 1 },
    });
    const [first = ''] = readdirSync(home.file(own, 'snapshots')).sort();
    rmSync(home.file(own, 'snapshots', first));
    const after = await backup(officer, target, memory, true);
    expect(after).toMatchObject({
      isNew: true,
      snapshot: { number: 3, database: { on: null }, inventory: { on: null } },
    });
    const digest = treeDigest(folder, notBackedUp);
    expect(await differencesOf(target, kit, [{ number: 3, digest }])).toEqual([]);
    expect((await backup(officer, target, memory, true)).isNew).toBe(false);
  });

  test('the newest snapshot being lost on the target, the next run says so, and goes on behind it with all that it needs', async () => {
    const { officer, kit, folder, target, home, memory } = await place();
    const own = `target/dossierkluis-1/${officer.id}/writers/${officer.computer.id}`;
    await addDocuments(officer, 'Jansen', [10, 1_100_000], 1);
    await backup(officer, target, memory);
    await addDocuments(officer, 'Jansen', [20], 2);
    await backup(officer, target, memory);
    const newest = readdirSync(home.file(own, 'snapshots')).sort().at(-1) ?? '';
    rmSync(home.file(own, 'snapshots', newest));
    // Nothing has changed here since.
    const after = await backup(officer, target, memory);
    expect(after).toMatchObject({ isNew: true, lostItsEnd: true, snapshot: { number: 3 } });
    const digest = treeDigest(folder, notBackedUp);
    expect(await differencesOf(target, kit, [{ number: 3, digest }])).toEqual([]);
    expect(readdirSync(memory).filter((name) => /^(?:database|sealed|\.tmp)-/.test(name))).toEqual([]);
  });

  test('two that write with the key of one computer: whoever comes later goes on from what is there', async () => {
    const { officer, kit, folder, target, home, memory } = await place();
    const reported: Reported[] = [];
    const run = async (seed: number, from: string) => {
      await addDocuments(officer, 'Jansen', [10, 1_100_000], seed);
      const made = await backup(officer, target, from, true);
      reported.push({ number: made.snapshot.number, digest: treeDigest(folder, notBackedUp) });
      return made.wasOvertaken;
    };
    expect(await run(1, memory)).toBe(false);
    const copy = home.file('copy of the memory');
    cpSync(memory, copy, { recursive: true });
    expect(await run(2, memory)).toBe(false);
    expect(await run(3, copy)).toBe(true);
    expect(await run(4, copy)).toBe(false);
    expect(await run(5, memory)).toBe(true);
    expect(reported.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(await wrongWith(target, kit)).toEqual([]);
    expect(await differencesOf(target, kit, reported)).toEqual([]);
  });

  test('two snapshots of one number, made before either was seen, are both whole, and none stands on them', async () => {
    const { officer, kit, folder, target, home, memory } = await place();
    await addDocuments(officer, 'Jansen', [10, 1_100_000], 1);
    await backup(officer, target, memory);
    const copy = home.file('copy of the memory');
    cpSync(memory, copy, { recursive: true });
    for (const [seed, from] of [
      [2, memory],
      [3, copy],
    ] as const) {
      await addDocuments(officer, 'Jansen', [10, 1_100_000], seed);
      expect((await backup(officer, target, from)).snapshot.number).toBe(2);
    }
    await addDocuments(officer, 'Jansen', [10, 1_100_000], 4);
    const after = await backup(officer, target, memory, true);
    expect(after).toMatchObject({
      wasOvertaken: true,
      snapshot: { number: 3, database: { on: null }, inventory: { on: null } },
    });
    const digest = treeDigest(folder, notBackedUp);
    expect(new Set((await wrongWith(target, kit)).map((finding) => finding.split(' ')[0]))).toEqual(
      new Set(['forked']),
    );
    expect(await differencesOf(target, kit, [{ number: 3, digest }])).toEqual([]);
  });
});
