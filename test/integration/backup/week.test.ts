import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NodePatchedFile } from '../../../src-main/adapters/backup/node-patched-file.ts';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { markFolder } from '../../../src-main/adapters/targets/folder/folder-marker.ts';
import { openTarget } from '../../../src-main/adapters/targets/open-target.ts';
import { pruneBackups } from '../../../src-main/core/backup/prune/prune.ts';
import { runBackup } from '../../../src-main/core/backup/runs/run-backup.ts';
import { openSource } from '../../../src-main/core/backup/sources/backup-source.ts';
import { notingTarget } from '../../../src-main/core/backup/streams/noting-target.ts';
import { readWriters } from '../../../src-main/core/backup/verify/read-repository.ts';
import { verifyRepository } from '../../../src-main/core/backup/verify/verify-repository.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { parseKit } from '../../../src-main/core/recovery/kit.ts';
import { restoreFiles, withIdentity } from '../../../src-main/core/restore/restore-files.ts';
import { dose } from '../../support/dose.ts';
import { writeNote } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const files = new NodeFileSystem();
const hourMs = 60 * 60 * 1000;
const runs = dose(10, 40);
const restores = dose(2, 10);
/** What a vault has that no backup is of: whose it is now, and what only counts on its computer. */
const notBackedUp = ['lock', 'lock.info', 'vault.db-wal', 'vault.db-shm', 'spool/sign-in.json', 'objects/.unswept'];

test(`a week of an office: changes every hour, ${runs} backups, pruned, of which ${restores} are restored exactly`, async () => {
  const random = seededRandom(seedOfThisRun());
  const where = `KLUIS_SEED=${random.seed}`;
  const { officer, kit, clock, folder } = await createTestVault();
  const { id: client } = await createFolder(officer, { name: 'Jansen', kind: 'client' });
  const place = tempFolder();
  mkdirSync(place.file('target'));
  const marker = await markFolder(files, place.file('target'));
  const opened = openTarget({ kind: 'folder', path: place.file('target'), marker }, { kind: 'folder' }, files);
  // The week goes by on the target as well.
  const target: Target = { ...notingTarget(opened, '', () => undefined), now: async () => clock.now() };
  const memory = place.file('memory');
  const { vault, root, identity } = parseKit(kit);
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
    const own = { target, files, memory, vault, computer: officer.computer, clock };
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
    const { snapshot } = await runBackup(openSource(officer), { target, memory, looksForOthers: false }, unwatched);
    digests.set(snapshot.number, treeDigest(folder, notBackedUp));
    if (run % 3 === 2) removed += (await prune()).removed.files;
  }
  clock.advance(3 * 24 * hourMs);
  removed += (await prune()).removed.files;
  expect(removed, where).toBeGreaterThan(0);

  const repository = { target, vault, signal: unwatched.signal };
  const verified = await verifyRepository(repository, root, { reads: 'all', remembered: new Map() }, unwatched);
  expect(verified.findings, where).toEqual([]);
  const { writers } = await readWriters(repository, root, new Map());
  const snapshots = writers.flatMap(({ chain }) => chain.snapshots);
  const others = new Map(snapshots.map(({ payload }) => [payload.number, payload]));
  const offered = snapshots.filter(({ retired }) => !retired).map(({ payload }) => payload);
  expect(offered.length, where).toBeLessThan(runs);
  for (let times = 0; times < restores; times += 1) {
    const snapshot = offered[random.below(offered.length)];
    if (!snapshot) throw new Error('there is no snapshot');
    const to = place.file('restored');
    const openPatched = (path: string) => NodePatchedFile.open(path);
    const restoring = { files, openPatched, target, keyOf: withIdentity(identity), job: unwatched };
    await restoreFiles(restoring, { snapshot, others }, to);
    expect(treeDigest(to), `${where}, snapshot ${snapshot.number}`).toEqual(digests.get(snapshot.number));
    expect(await checkRecovery(officer.env, to, kit, unwatched)).toMatchObject({ findings: [] });
    rmSync(to, { recursive: true });
  }
  await opened.close();
}, 600_000);
