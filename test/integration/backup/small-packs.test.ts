import { expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { dayMs } from '../../support/backup-chain.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { memoryFolder } from '../../support/temp-folder.ts';
import { TrialBackups } from '../../support/trial-backups.ts';
import { withCalls } from '../../support/with-calls.ts';

/** Backups of a day in which as many packs came that they are packed together the day after. */
async function dayOfSmallPacks(): Promise<TrialBackups> {
  const backups = await TrialBackups.begin(memoryFolder(), seededRandom(seedOfThisRun()));
  for (let run = 0; run < 9; run += 1) {
    backups.add();
    await backups.run();
    backups.wait(60_000);
  }
  backups.wait(dayMs);
  backups.add();
  return backups;
}

const packsOf = (backups: TrialBackups) => backups.names().filter((name) => name.startsWith('packs/'));

async function requireWhole(backups: TrialBackups, number: number): Promise<void> {
  expect(await backups.findings()).toEqual([]);
  const { found, expected } = await backups.restored(number);
  expect(found).toEqual(expected);
}

test('packs that were sent again serve the next run, when this one is broken off before its snapshot', async () => {
  const backups = await dayOfSmallPacks();
  const before = packsOf(backups);
  const { target } = backups;
  const create: Target['create'] = async (name, content) => {
    if (name.includes('/database/')) throw new VaultError('target-unreachable', 'gone behind the packs');
    return await target.create(name, content);
  };
  await expect(backups.run(withCalls<Target>(target, { create }))).rejects.toMatchObject({
    code: 'target-unreachable',
  });
  // All that is small in one: what was there, and what is new.
  expect(packsOf(backups)).toHaveLength(before.length + 1);
  const { snapshot } = await backups.run();
  expect(packsOf(backups)).toHaveLength(before.length + 1);
  await requireWhole(backups, 1);
  // It needs no other pack any more.
  for (const name of before) backups.lose(name);
  const { found, expected } = await backups.restored(snapshot.number);
  expect(found).toEqual(expected);
});

test('what is damaged in the vault by now stays where it lies on the target', async () => {
  const backups = await dayOfSmallPacks();
  backups.damage();
  const { snapshot, damaged } = await backups.run();
  expect([...damaged]).toEqual([]);
  await requireWhole(backups, snapshot.number);
});
