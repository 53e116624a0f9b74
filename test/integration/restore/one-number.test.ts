import { expect, test } from 'vitest';
import { unwatched } from '../../../src-main/core/job.ts';
import { findSnapshot, snapshotId } from '../../../src-main/core/restore/find-snapshot.ts';
import { listSnapshots } from '../../../src-main/core/restore/list-snapshots.ts';
import { type Repository, viewRepository } from '../../../src-main/core/restore/repository-view.ts';
import { restoreFiles } from '../../../src-main/core/restore/restore-files.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { memoryFolder, tempFolder } from '../../support/temp-folder.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { TrialBackups } from '../../support/trial-backups.ts';

/** A computer and its copy, which have each made backups of the same numbers within the hour, before either looked. */
async function withCopy() {
  const backups = await TrialBackups.begin(memoryFolder(), seededRandom(seedOfThisRun()));
  await backups.run();
  const copy = backups.copy(memoryFolder());
  copy.target = backups.target;
  copy.wait(1000);
  for (let round = 0; round < 2; round += 1) {
    for (const one of [backups, copy]) {
      one.wait(60_000);
      one.change();
      await one.run();
    }
  }
  const { id: vault, rootKey: root } = backups.writer.vault;
  const repository: Repository = {
    target: backups.target,
    vault,
    root,
    remembered: new Map(),
    signal: unwatched.signal,
  };
  return { backups, copy, repository };
}

test('two backups of one number have names of their own, and each is restored as it was', async () => {
  const { backups, copy, repository } = await withCopy();
  const view = await viewRepository(repository);
  const { writers } = await listSnapshots(repository, backups.clock.at);
  const ids = writers.flatMap(({ snapshots }) => snapshots.map(({ id }) => id));
  const short = backups.writer.id.slice(0, 8);
  expect(ids).toContain(`${short}-1`);
  expect(ids.filter((id) => new RegExp(`^${short}-3-[0-9a-f]{8}$`).test(id))).toHaveLength(2);
  expect(new Set(ids).size).toBe(5);

  for (const wanted of ['3', `${short}-3`]) {
    const candidates = expect.arrayContaining(ids.filter((id) => id.startsWith(`${short}-3-`)));
    const ambiguous = { code: 'invalid-input', details: expect.objectContaining({ reason: 'ambiguous', candidates }) };
    expect(() => findSnapshot(view, wanted)).toThrow(expect.objectContaining(ambiguous));
  }
  for (const moment of [...backups.moments.slice(1), ...copy.moments.slice(1)]) {
    const all = view.writers.flatMap((writer) => writer.snapshots.map((one) => ({ ...one, writer })));
    const one = all.find(
      ({ snapshot: { number, at } }) => number === moment.snapshot.number && at === moment.snapshot.at,
    );
    if (!one) throw new Error('not listed');
    const found = findSnapshot(view, snapshotId(one));
    expect(found.hash).toBe(one.hash);
    const to = tempFolder().file('restored');
    await restoreFiles(backups.restoring(), found, to);
    expect(treeDigest(to)).toEqual(moment.digest);
  }
});
