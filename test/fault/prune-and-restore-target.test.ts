import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { restoreVault } from '../../src-main/core/restore/restore-vault.ts';
import { type BackedUp, blankComputer, createBackedUp, wantedByKit } from '../support/backed-up.ts';
import { dayMs, hourMs } from '../support/backup-chain.ts';
import { addDocuments, backup, differencesOf, folderTarget, notBackedUp, wrongWith } from '../support/backup-office.ts';
import { dose } from '../support/dose.ts';
import { errorOfFault, faultyTarget, slowTarget, targetFaults } from '../support/faulty-target.ts';
import { MemoryTarget } from '../support/memory-target.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { memoryFolder, openTempFolder, type TempFolder, tempFolder } from '../support/temp-folder.ts';
import { createTestVault } from '../support/test-vault.ts';
import { treeDigest } from '../support/tree-digest.ts';
import { TrialBackups } from '../support/trial-backups.ts';

const random = seededRandom(seedOfThisRun());
const where = `KLUIS_SEED=${random.seed}`;

/** Some days of backups, with something that is due, something that waits and something new to list. */
async function livedDays(home: TempFolder): Promise<TrialBackups> {
  const backups = await TrialBackups.begin(home, random);
  for (let half = 0; half < 10; half += 1) {
    backups.wait(12 * hourMs);
    backups.change();
    await backups.run();
    if (half > 4) await backups.prune();
  }
  backups.wait(2 * dayMs + hourMs);
  backups.change();
  await backups.run();
  return backups;
}

/** Garbage statements have other hashes each time: they name another time. */
const namesIn = (backups: TrialBackups) => backups.names().map((name) => name.replace(/^garbage\/.*/, 'garbage'));

describe('while it is pruned', () => {
  let home: TempFolder;
  let lived: TrialBackups;
  beforeAll(async () => {
    home = openTempFolder();
    lived = await livedDays(home);
  });
  afterAll(() => home[Symbol.dispose]());

  test.each(targetFaults)(
    '%s: at any of its calls nothing goes that is needed, and the next one ends it',
    async (fault) => {
      const backups = lived.copy(memoryFolder());
      const start = backups.target;
      backups.target = new MemoryTarget(backups.targetClock, start.files);
      const { removed, listed } = await backups.prune();
      expect([removed.files > 0, listed.files > 0], where).toEqual([true, true]);
      const end = namesIn(backups);
      let met = 0;
      for (let from = 1; ; from += 1 + random.below(dose(8, 1))) {
        backups.target = new MemoryTarget(backups.targetClock, start.files);
        const faulty = faultyTarget(backups.target, fault, from);
        const pruned = await backups.prune(faulty).catch((error: unknown) => error);
        if (!faulty.wasMet) break;
        met += 1;
        // Who refuses to remove is not asked again; everything else ends it.
        if (pruned instanceof Error) {
          if (!(pruned instanceof VaultError)) throw pruned;
          expect([errorOfFault[fault], 'integrity-violated', 'target-damaged'], where).toContain(pruned.code);
        }
        expect(await backups.findings(), `${where}, from call ${from}`).toEqual([]);
        expect((await backups.prune()).faults, where).toEqual([]);
        expect(namesIn(backups), `${where}, from call ${from}`).toEqual(end);
      }
      expect(met).toBeGreaterThan(dose(0, 2));
      for (const number of (await backups.offered()).keys()) {
        const { found, expected } = await backups.restored(number);
        expect(found, where).toEqual(expected);
      }
    },
  );

  test('a target that is full gets room by what was due, though nothing more can be listed', async () => {
    const backups = lived.copy(memoryFolder());
    const before = backups.names();
    const full = faultyTarget(backups.target, 'full', 1);
    await expect(backups.prune(full)).rejects.toMatchObject({ code: 'target-full' });
    expect(backups.names().length).toBeLessThan(before.length);
    expect(await backups.findings()).toEqual([]);
  });
});

describe('while it is restored from', () => {
  let home: TempFolder;
  let office: BackedUp;
  beforeAll(async () => {
    home = openTempFolder();
    office = await createBackedUp(home);
  });
  afterAll(() => home[Symbol.dispose]());

  // Nothing is created there.
  test.each(targetFaults.filter((fault) => fault !== 'full'))(
    '%s: at any of its calls there is no vault, or it is told, and the next try has it whole',
    async (fault) => {
      const place = tempFolder();
      const env = blankComputer(place, office.clock);
      const target = await folderTarget(office.place);
      let met = 0;
      for (let from = 1; ; from += 1 + random.below(dose(12, 1))) {
        const faulty = faultyTarget(target, fault, from);
        const folder = place.file(`restored ${from}`);
        const wanted = wantedByKit(office.kit, faulty, folder);
        const first = await restoreVault(env, wanted, unwatched).catch((error: unknown) => error);
        if (!faulty.wasMet) break;
        met += 1;
        if (first instanceof Error) {
          if (!(first instanceof VaultError)) throw first;
          expect([errorOfFault[fault], 'integrity-violated', 'target-damaged', 'not-found']).toContain(first.code);
        } else expect(first).toMatchObject({ restored: null });
        expect(existsSync(join(folder, 'vault.json')), `${where}, from call ${from}`).toBe(false);
        const { restored } = await restoreVault(env, wantedByKit(office.kit, target, folder), unwatched);
        expect(restored).not.toBeNull();
        const found = treeDigest(folder, ['restored.json']);
        expect(found, `${where}, from call ${from}`).toEqual(office.digests[3]);
        rmSync(folder, { recursive: true });
      }
      expect(met).toBeGreaterThan(dose(0, 2));
    },
  );

  test('slowly, it comes all the same', async () => {
    const place = tempFolder();
    const target = slowTarget(await folderTarget(office.place), 10);
    const folder = place.file('restored');
    await restoreVault(blankComputer(place, office.clock), wantedByKit(office.kit, target, folder), unwatched);
    const found = treeDigest(folder, ['restored.json']);
    expect(found).toEqual(office.digests[3]);
  });
});

test('a target that is slow keeps nobody from the vault, and what is made there is whole', async () => {
  const { officer, kit, folder } = await createTestVault();
  await createFolder(officer, { name: 'Jansen', kind: 'client' });
  await addDocuments(officer, 'Jansen', [10, 70_000, 1_100_000], 1);
  const home = tempFolder();
  const target = await folderTarget(home.file('target'));
  let isDone = false;
  const running = backup(officer, slowTarget(target, 30), home.file('memory')).finally(() => {
    isDone = true;
  });
  let notes = 0;
  while (!isDone) {
    addNote(officer, 'Jansen', `note ${notes}`);
    notes += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect((await running).snapshot.number).toBe(1);
  expect(notes).toBeGreaterThan(5);
  expect(await wrongWith(target, kit)).toEqual([]);
  const { snapshot } = await backup(officer, target, home.file('memory'));
  const digest = treeDigest(folder, notBackedUp);
  expect(await differencesOf(target, kit, [{ number: snapshot.number, digest }])).toEqual([]);
});
