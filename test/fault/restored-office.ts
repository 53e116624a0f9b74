import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { unwatched } from '../../src-main/core/job.ts';
import { restoringMark } from '../../src-main/core/restore/restore-files.ts';
import { restoreVault } from '../../src-main/core/restore/restore-vault.ts';
import { wantedByKit } from '../support/backed-up.ts';
import { addDocuments, backup, folderTarget, notBackedUp } from '../support/backup-office.ts';
import { treeDigest } from '../support/tree-digest.ts';
import { copyOffice } from './create-trial-office.ts';
import { asPerson, environmentOf, folders, type Office, people } from './trial-office.ts';

type Digest = Readonly<Record<string, string>>;

/** An office to be restored in, with a backup of before. */
export interface BackedUpOffice extends Office {
  /** What a restore has to give. */
  readonly backedUp: Digest;
  /** What the vault is now, which must not be lost. */
  readonly present: Digest;
}

/** A copy of an office, with one backup, and something that came after it. */
export async function backUpOffice(office: Office, base: string): Promise<BackedUpOffice> {
  const copy = copyOffice(office, base);
  const target = await folderTarget(path.join(base, 'target'));
  const add = async (sizes: readonly number[], seed: number) =>
    await asPerson(environmentOf(copy), copy, people.officer, async ({ vault }) => {
      await addDocuments(vault, folders.few, sizes, seed);
      if (seed === 1) await backup(vault, target, path.join(base, 'memory'));
      return treeDigest(copy.vault, notBackedUp);
    });
  const backedUp = await add([...Array(40).keys(), 1_500_000, 3_000_000], 1);
  await add([10], 2);
  return { ...copy, backedUp, present: treeDigest(copy.vault, notBackedUp) };
}

/** Whether the vault of a folder is a restored one, from the first to the last step. */
function isRestored(folder: string): boolean {
  const has = (name: string) => existsSync(path.join(folder, name));
  return has('restored.json') && has('vault.json') && !has(restoringMark);
}

/**
 * Looks at what a restore has left that was broken off, into the office's own folder or another one of it: nothing is half a vault,
 * the one of before is whole, and the next try ends it.
 */
export async function expectRestorable(
  office: Office,
  { backedUp, present }: BackedUpOffice,
  folder: string,
  reported: string,
): Promise<void> {
  const inPlace = folder === office.vault;
  const expectKept = () => {
    const aside = readdirSync(office.base).find((name) => name.startsWith('vault.set-aside-'));
    expect(treeDigest(path.join(office.base, aside ?? 'vault'), notBackedUp)).toEqual(present);
  };
  expectKept();
  if (reported.includes('done')) expect(isRestored(folder)).toBe(true);
  // In place the one of before is there until the other takes its place.
  if (!inPlace && existsSync(path.join(folder, 'vault.json'))) {
    expect(existsSync(path.join(folder, 'restored.json'))).toBe(true);
  }
  if (!isRestored(folder)) {
    const target = await folderTarget(path.join(office.base, 'target'));
    const wanted = { ...wantedByKit(readFileSync(office.kit, 'utf8'), target, folder), inPlace };
    await restoreVault(environmentOf(office), wanted, unwatched);
  }
  expect(isRestored(folder)).toBe(true);
  const found = treeDigest(folder, [...notBackedUp, 'restored.json']);
  expect(found).toEqual(backedUp);
  expectKept();
}
