import { rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pruneBackups } from '../../../src-main/core/backup/prune/prune.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { backup, folderTarget, notBackedUp, offeredBy, restoreTo, wrongWith } from '../../support/backup-office.ts';
import { dose } from '../../support/dose.ts';
import { writeNote } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { withCalls } from '../../support/with-calls.ts';

const hourMs = 60 * 60 * 1000;
const runs = dose(10, 40);
const restores = dose(2, 10);

test(`a week of an office: changes every hour, ${runs} backups, pruned, of which ${restores} are restored exactly`, async () => {
  const random = seededRandom(seedOfThisRun());
  const where = `KLUIS_SEED=${random.seed}`;
  const { officer, kit, clock, folder } = await createTestVault();
  const { id: client } = await createFolder(officer, { name: 'Jansen', kind: 'client' });
  const place = tempFolder();
  // The week goes by on the target as well.
  const target = withCalls(await folderTarget(place.file('target')), { now: async () => clock.now() });
  const memory = place.file('memory');
  const digests = new Map<number, Record<string, string>>();
  const documents: string[] = [];
  const add = async (name: string, bytes: number) => {
    const from = tempFolder();
    writeFileSync(from.file(name), Buffer.alloc(bytes, random.bytes(64)));
    await importDocuments(officer, client, [from.file(name)], unwatched);
    documents.push(name);
  };
  const prune = async () => {
    const rules = await officer.env.retentionRules();
    const { env, id: vault, computer } = officer;
    const own = { target, files: env.files, memory, vault, computer, clock };
    const report = await pruneBackups({ ...own, rules, acknowledged: null, job: unwatched });
    expect(report.faults, where).toEqual([]);
    return report;
  };
  let [removed, hours] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const until = (7 * 24 * (run + 1)) / runs;
    for (; hours < Math.floor(until); hours += 1) {
      clock.advance(hourMs);
      writeNote(officer, client, `note ${hours}`);
    }
    await add(`letter ${run}.txt`, 1 + random.below(20_000));
    if (random.chance(0.2)) await add(`scan ${run}.pdf`, 2 ** 20 + random.below(500_000));
    if (random.chance(0.2)) {
      const [document = ''] = documents.splice(random.below(documents.length), 1);
      await eraseDocument(officer, { folder: client, document }, 'asked for');
    }
    const { snapshot } = await backup(officer, target, memory);
    digests.set(snapshot.number, treeDigest(folder, notBackedUp));
    if (run % 3 === 2) removed += (await prune()).removed.files;
  }
  clock.advance(3 * 24 * hourMs);
  removed += (await prune()).removed.files;
  expect(removed, where).toBeGreaterThan(0);

  expect(await wrongWith(target, kit), where).toEqual([]);
  const offered = [...(await offeredBy(target, kit))];
  expect(offered.length, where).toBeLessThan(runs);
  for (let times = 0; times < restores; times += 1) {
    const number = offered[random.below(offered.length)];
    const to = place.file('restored');
    expect(await restoreTo(to, target, kit, number)).toBe(true);
    expect(treeDigest(to), `${where}, snapshot ${number}`).toEqual(digests.get(number ?? 0));
    expect(await checkRecovery(officer.env, to, kit, unwatched)).toMatchObject({ findings: [] });
    rmSync(to, { recursive: true });
  }
  await target.close();
}, 600_000);
