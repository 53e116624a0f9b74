// The vault's side of the backup figures: one vault, signed in to once, that is asked for one step after the other
// (bench/vault-side.ts). In a process of its own, so that its memory is that of backups alone.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { NodePatchedFile } from '../../src-main/adapters/backup/node-patched-file.ts';
import { openTarget } from '../../src-main/adapters/targets/open-target.ts';
import { runBackup } from '../../src-main/core/backup/runs/run-backup.ts';
import { openSource } from '../../src-main/core/backup/sources/backup-source.ts';
import { readWriters } from '../../src-main/core/backup/verify/read-repository.ts';
import { verifyRepository } from '../../src-main/core/backup/verify/verify-repository.ts';
import { importDocuments } from '../../src-main/core/documents/import-documents.ts';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { parseKit } from '../../src-main/core/recovery/kit.ts';
import { restoreFiles, withIdentity } from '../../src-main/core/restore/restore-files.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../src-main/core/vault/create-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { officer, passphrase } from '../office.ts';
import type { Answer, Place, Step } from '../vault-side.ts';

const [, , home = ''] = process.argv;
const [folder, kitFile] = [path.join(home, 'vault'), path.join(home, 'recovery.key')];
const env = nodeEnvironment({ KLUIS_CONFIG_DIR: path.join(home, 'config') }, homedir());
const clients = 'Clients';
let opened: OpenVault | null = null;

process.on('message', async (step: Step) => {
  try {
    process.send?.(await measured(() => take(step)));
  } catch (error) {
    process.send?.({ error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
  }
});

/** Runs a step, and tells what it took: the peak is of this step alone, with what the process has anyway. */
async function measured(work: () => Promise<string>): Promise<Answer> {
  writeFileSync('/proc/self/clear_refs', '5');
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const said = await work();
  const { user, system } = process.cpuUsage(cpu);
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return {
    said,
    seconds: (performance.now() - begun) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: Math.round((Number(kilobytes) * 1024) / 1e6),
  };
}

async function take(step: Step): Promise<string> {
  if (step.kind === 'create') return await create();
  if (step.kind === 'open') opened = (await openSession(env, folder, { name: officer, password: passphrase })).vault;
  else if (step.kind === 'import') await importDocuments(vault(), clients, [step.path], unwatched);
  else if (step.kind === 'backup') return await withTarget(step.place, (target) => backup(target, step.memory));
  else if (step.kind === 'restore') return await withTarget(step.place, (target) => restore(target, step.to));
  else if (step.kind === 'verify') return await withTarget(step.place, verify);
  else if (opened) {
    await closeVault(opened);
    opened = null;
  }
  return '';
}

async function create(): Promise<string> {
  mkdirSync(home, { recursive: true });
  opened = await createVault(env, {
    folder,
    office: 'Bench',
    officerName: officer,
    passphrase,
    keychain: 'file',
    deliverKit: async (text) => writeFileSync(kitFile, text),
  });
  await createFolder(opened, { name: clients, kind: 'client' });
  return '';
}

async function withTarget(place: Place, use: (target: Target) => Promise<string>): Promise<string> {
  const target = openTarget(place.settings, place.credentials, env.files);
  try {
    return await use(target);
  } finally {
    await target.close();
  }
}

async function backup(target: Target, memory: string): Promise<string> {
  const place = { target, memory, looksForOthers: false };
  const { isNew, damaged, snapshot } = await runBackup(openSource(vault()), place, unwatched);
  if (damaged.size > 0) throw new Error(`${damaged.size} objects are damaged`);
  return isNew ? `snapshot ${snapshot.number}` : 'nothing new';
}

async function restore(target: Target, to: string): Promise<string> {
  const { vault: id, root, identity } = parseKit(readFileSync(kitFile, 'utf8'));
  const { writers } = await readWriters({ target, vault: id, signal: unwatched.signal }, root, new Map());
  const snapshots = writers.flatMap(({ chain }) => chain.snapshots.map(({ payload }) => payload));
  const snapshot = snapshots.at(-1);
  if (!snapshot) throw new Error('there is no snapshot');
  const others = new Map(snapshots.map((one) => [one.number, one]));
  const openPatched = (file: string) => NodePatchedFile.open(file);
  const restoring = { files: env.files, openPatched, target, keyOf: withIdentity(identity), job: unwatched };
  await restoreFiles(restoring, { snapshot, others }, to);
  return `snapshot ${snapshot.number}`;
}

async function verify(target: Target): Promise<string> {
  const { vault: id, root } = parseKit(readFileSync(kitFile, 'utf8'));
  const repository = { target, vault: id, signal: unwatched.signal };
  const { findings, writers } = await verifyRepository(
    repository,
    root,
    { reads: 'all', remembered: new Map() },
    unwatched,
  );
  if (findings.length > 0) throw new Error(`${findings.length} findings, the first ${JSON.stringify(findings[0])}`);
  return `${writers[0]?.bytes} bytes`;
}

function vault(): OpenVault {
  if (opened === null) throw new Error('nobody is signed in');
  return opened;
}
