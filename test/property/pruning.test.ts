import { describe, expect, test } from 'vitest';
import { previewPrune } from '../../src-main/core/backup/prune/prune.ts';
import { planRetention } from '../../src-main/core/backup/prune/retention.ts';
import type { ChainSnapshot } from '../../src-main/core/backup/verify/chain-faults.ts';
import { chainOf, dayMs, hourMs, named, rules } from '../support/backup-chain.ts';
import { dose } from '../support/dose.ts';
import { type SeededRandom, seededRandom, seedOfThisRun } from '../support/seed.ts';
import { memoryFolder } from '../support/temp-folder.ts';
import { TrialBackups } from '../support/trial-backups.ts';

/** Most of it within a day, some of it over days, seldom over weeks. */
function someTime(random: SeededRandom): number {
  const chance = random.fraction();
  if (chance < 0.6) return (1 + random.below(240)) * 60_000;
  return chance < 0.95 ? random.below(36) * hourMs : random.below(20) * dayMs;
}

/** The numbers that the rules keep for their age, of all that ever were but those that have gone. */
function keptByAge({ moments, clock }: TrialBackups, gone: ReadonlySet<number> = new Set()): number[] {
  const all = moments.map(
    ({ snapshot }): ChainSnapshot => ({
      ...snapshot,
      sha256: named(`${snapshot.number}`),
      retired: gone.has(snapshot.number),
      previous: null,
    }),
  );
  const { verdicts } = planRetention(chainOf(all), clock.at, rules);
  return verdicts.flatMap(({ snapshot, because }) =>
    because === null || because === 'stood-on' || because === 'frozen' ? [] : [snapshot.number],
  );
}

describe('a day with a run an hour', () => {
  test('leaves few files in the end, for what its runs packed is packed together the day after', async () => {
    const backups = await TrialBackups.begin(memoryFolder(), seededRandom(seedOfThisRun()));
    const runsADay = dose(9, 24);
    const packs = () => backups.names().filter((name) => name.startsWith('packs/')).length;
    const counts: number[] = [];
    for (let day = 0; day < dose(3, 90); day += 1) {
      for (let run = 0; run < runsADay; run += 1) {
        backups.add();
        await backups.run();
        backups.wait(Math.floor(dayMs / runsADay));
      }
      await backups.prune();
      counts.push(packs());
    }
    // Those of the last day, of the three that garbage waits, and of the one that is just over.
    expect(Math.max(...counts)).toBeLessThanOrEqual(6 * runsADay);
    expect(await backups.findings()).toEqual([]);
    const offered = [...(await backups.offered()).keys()];
    for (const number of [offered[0], offered.at(-1)]) {
      const { found, expected } = await backups.restored(number ?? 0);
      expect(found).toEqual(expected);
    }
    backups.wait(3 * dayMs);
    backups.add();
    await backups.run();
    await backups.prune();
    backups.wait(3 * dayMs);
    await backups.prune();
    expect(packs()).toBeLessThanOrEqual(runsADay);
    expect(await backups.findings()).toEqual([]);
  }, 600_000);
});

describe('after any sequence of runs, prunes and waits', () => {
  test('what age says stays, is whole and restores exactly, and what is garbage goes', async () => {
    const seed = seedOfThisRun();
    for (let round = 0; round < dose(2, 60); round += 1) {
      const random = seededRandom(seed + round);
      const backups = await TrialBackups.begin(memoryFolder(), random);
      const where = `KLUIS_SEED=${seed}, round ${round}`;
      const gone = new Set<number>();
      await backups.run();
      for (let step = 0; step < dose(30, 100); step += 1) {
        backups.wait(someTime(random));
        if (random.chance(0.8)) backups.change();
        // A computer that was away for long is heard of first, and then prunes.
        await backups.run();
        if (random.chance(0.7)) continue;
        const report = await backups.prune();
        expect([report.faults, report.doClocksAgree, report.refused], where).toEqual([[], true, 0]);
        const offered = [...(await backups.offered()).keys()];
        // One may come to be the first of its week when the one before it has grown too old: more than the rules ask.
        expect(offered, where).toEqual(expect.arrayContaining(keptByAge(backups)));
        expect(offered, where).toEqual(keptByAge(backups, gone));
        for (const { snapshot } of backups.moments) if (!offered.includes(snapshot.number)) gone.add(snapshot.number);
        expect(await backups.findings(), where).toEqual([]);
        const { found, expected } = await backups.restored(offered[random.below(offered.length)] ?? 0);
        expect(found, where).toEqual(expected);
      }
      await backups.prune();
      backups.wait(3 * dayMs);
      await backups.prune();
      // Nothing is left but what is needed and what this last one has listed.
      const preview = await previewPrune(backups.pruning());
      expect([preview.listed.files, preview.due.files], where).toEqual([0, 0]);
      expect(backups.names().filter((name) => name.startsWith('garbage/')).length, where).toBeLessThanOrEqual(2);
      backups.wait(3 * dayMs);
      await backups.prune();
      expect(await backups.findings(), where).toEqual([]);
      expect((await previewPrune(backups.pruning())).due.files, where).toBe(0);
    }
  }, 600_000);
});
