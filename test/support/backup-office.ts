import { mkdirSync, writeFileSync } from 'node:fs';
import { NodePatchedFile } from '../../src-main/adapters/backup/node-patched-file.ts';
import { NodeFileSystem } from '../../src-main/adapters/file-system/node-file-system.ts';
import { markFolder } from '../../src-main/adapters/targets/folder/folder-marker.ts';
import { openTarget } from '../../src-main/adapters/targets/open-target.ts';
import { type BackupRun, runBackup } from '../../src-main/core/backup/runs/run-backup.ts';
import { openSource } from '../../src-main/core/backup/sources/backup-source.ts';
import { addTarget } from '../../src-main/core/backup/targets/change-targets.ts';
import { readWriters } from '../../src-main/core/backup/verify/read-repository.ts';
import { verifyRepository } from '../../src-main/core/backup/verify/verify-repository.ts';
import { importDocuments } from '../../src-main/core/documents/import-documents.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { parseKit } from '../../src-main/core/recovery/kit.ts';
import { restoreFiles, withIdentity } from '../../src-main/core/restore/restore-files.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { seededRandom } from './seed.ts';
import { openTempFolder, tempFolder } from './temp-folder.ts';
import { treeDigest } from './tree-digest.ts';

/** What a vault has that no backup is of: whose it is now, and what only counts on its computer. */
export const notBackedUp: readonly string[] = [
  'lock',
  'lock.info',
  'vault.db-wal',
  'vault.db-shm',
  'spool/sign-in.json',
  'objects/.unswept',
];

const files = new NodeFileSystem();

export async function folderTarget(place: string): Promise<Target> {
  mkdirSync(place, { recursive: true });
  const marker = await markFolder(files, place, 'make');
  return openTarget({ kind: 'folder', path: place, marker }, { kind: 'folder' }, files);
}

/** Makes a folder a target of this computer. @returns its path. */
export async function addFolderTarget(vault: OpenVault, name: string, path = tempFolder().path): Promise<string> {
  await addTarget(vault, { name, place: { kind: 'folder', path }, credentials: { kind: 'folder' } }, unwatched);
  return path;
}

export async function backup(
  officer: OpenVault,
  target: Target,
  memory: string,
  looksForOthers = false,
): Promise<BackupRun> {
  return await runBackup(openSource(officer), { target, memory, looksForOthers }, unwatched);
}

/** Adds documents of these sizes to a folder of the vault, of bytes that no other seed has. */
export async function addDocuments(
  officer: OpenVault,
  folder: string,
  sizes: readonly number[],
  seed: number,
): Promise<void> {
  using from = openTempFolder('kluis-documents-');
  for (const [index, size] of sizes.entries()) {
    writeFileSync(from.file(`doc ${seed}-${index}.bin`), seededRandom(seed * 1000 + index).bytes(size));
  }
  await importDocuments(officer, folder, [from.path], unwatched);
}

/** A snapshot that was reported as made, and the vault as it was then: a digest of each file. */
export interface Reported {
  readonly number: number;
  readonly digest: Readonly<Record<string, string>>;
}

/** What is wrong with the repository, without any key. */
export async function wrongWith(target: Target, kit: string): Promise<string[]> {
  const { vault, root } = parseKit(kit);
  const { findings } = await verifyRepository(
    { target, vault, signal: unwatched.signal },
    root,
    { reads: 'all', remembered: new Map() },
    unwatched,
  );
  return findings.map(({ part, problem }) => `${problem} ${part}`);
}

/** The numbers of the snapshots that a restore is offered. */
export async function offeredBy(target: Target, kit: string): Promise<ReadonlySet<number>> {
  const { vault, root } = parseKit(kit);
  const { writers } = await readWriters({ target, vault, signal: unwatched.signal }, root, new Map());
  return new Set(
    writers.flatMap(({ chain }) =>
      chain.snapshots.flatMap(({ payload, retired }) => (retired ? [] : [payload.number])),
    ),
  );
}

/** Restores a snapshot by the recovery key, the newest where no number says which. @returns false where it is not there. */
export async function restoreTo(to: string, target: Target, kit: string, number?: number): Promise<boolean> {
  const { vault, root, identity } = parseKit(kit);
  const { writers } = await readWriters({ target, vault, signal: unwatched.signal }, root, new Map());
  const snapshots = writers.flatMap(({ chain }) => chain.snapshots.map(({ payload }) => payload));
  const others = new Map(snapshots.map((one) => [one.number, one]));
  const snapshot = number === undefined ? snapshots.at(-1) : others.get(number);
  if (!snapshot) return false;
  const openPatched = (path: string) => NodePatchedFile.open(path);
  const restoring = { files, openPatched, target, keyOf: withIdentity(identity), job: unwatched };
  await restoreFiles(restoring, { snapshot, others }, to);
  return true;
}

/** Restores snapshots that were reported, by the recovery key. @returns how they differ from the vault of then. */
export async function differencesOf(target: Target, kit: string, reported: readonly Reported[]): Promise<string[]> {
  const differences: string[] = [];
  for (const { number, digest } of reported) {
    using to = openTempFolder('kluis-restored-');
    if (!(await restoreTo(to.file('vault'), target, kit, number))) {
      differences.push(`snapshot ${number} is not there`);
      continue;
    }
    const found = treeDigest(to.file('vault'));
    for (const name of new Set([...Object.keys(digest), ...Object.keys(found)])) {
      if (digest[name] !== found[name]) differences.push(`snapshot ${number}: ${name}`);
    }
  }
  return differences;
}
