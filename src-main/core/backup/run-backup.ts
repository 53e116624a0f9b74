import { isViolation, VaultError } from '../../contract/errors.ts';
import { objectPath } from '../documents/object-paths.ts';
import type { Job } from '../job.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Target } from '../ports/target.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { captureOpenVault } from './capture.ts';
import { knownInventory } from './known-inventory.ts';
import { type LastSnapshot, promoteNext, readLast, readNext } from './memory.ts';
import { snapshotName, writerFolder } from './names.ts';
import { rebuiltMemory } from './rebuild-memory.ts';
import { createSnapshot, type Destination, sendHeartbeat, sendSnapshot } from './send-snapshot.ts';
import { SentJournal } from './sent-journal.ts';
import { stageSnapshot, unstage } from './stage-snapshot.ts';

export interface BackupRun {
  readonly snapshot: LastSnapshot['snapshot'];
  /** False when nothing has changed since the last snapshot, which then is the one that is told. */
  readonly isNew: boolean;
  /** What is wrong with objects of the vault that are not in it. */
  readonly damaged: ReadonlyMap<string, VaultError>;
}

/**
 * Makes a snapshot of an open vault on a target. Whatever breaks it off, the next run goes on where it ended.
 * @param memory the folder of this target, on this computer.
 * @throws VaultError of the target, `cancelled`; `not-authorised` while the Privacy Officer has not vouched for this computer.
 */
export async function runBackup(
  vault: OpenVault,
  { target, memory, writerFile }: { readonly target: Target; readonly memory: string; readonly writerFile: Uint8Array },
  job: Job,
): Promise<BackupRun> {
  const { env, paths, id, computer, directory } = vault;
  const destination: Destination = {
    target,
    folder: writerFolder(id, computer.id),
    files: env.files,
    memory,
    vault: id,
    computer,
    writerFile,
    pathOf: (sha256) => objectPath(paths, Buffer.from(sha256, 'hex')),
    job,
  };
  await prepareMemory(env.files, memory);
  const last = await presentLast(destination);
  const before = last && (await knownInventory(env.files, memory, last));
  const journal = await SentJournal.open(env.files, memory);
  const now = env.clock.now();
  const captured = await captureOpenVault(vault, async (capture) => {
    const staging = { files: env.files, folder: memory, recipient: directory.recovery, last, now, job };
    const staged = await stageSnapshot(staging, capture);
    return staged && { staged, content: { ...capture, state: 'open' as const } };
  });
  if (captured === null) {
    // Only beside a last snapshot can there be nothing new.
    if (last === null) throw new VaultError('internal', 'nothing to back up');
    await sendHeartbeat(destination, last, now);
    return { snapshot: last.snapshot, isNew: false, damaged: new Map() };
  }
  const { staged, content } = captured;
  try {
    const sent = await sendSnapshot(destination, { staged, content, last, before, now, journal });
    await sendHeartbeat(destination, sent.last, now);
    return { snapshot: sent.last.snapshot, isNew: true, damaged: sent.damaged };
  } finally {
    await unstage(env.files, staged);
  }
}

/** What a killed run has left of files that nobody needs. */
async function prepareMemory(files: FileSystem, memory: string): Promise<void> {
  await files.makeFolder(memory);
  await files.removeUnfinished(memory);
  for (const name of await files.list(memory)) {
    if (/^(?:database|sealed)-[0-9a-f]{64}$/.test(name)) await files.remove(`${memory}/${name}`, { syncFolder: false });
  }
}

/** The last snapshot, as the target has it too: one that was about to be created is; a target that has another past is asked. */
async function presentLast(destination: Destination): Promise<LastSnapshot | null> {
  const { target, folder, files, memory, job } = destination;
  const next = await readNext(files, memory);
  if (next) {
    await createSnapshot(destination, next);
    await promoteNext(files, memory, next);
  }
  const last = next ?? (await readLast(files, memory));
  const name = last && `${folder}/${snapshotName(last.snapshot.number, last.remembered.sha256)}`;
  const isThere = name !== null && (await target.size(name, job.signal)) !== null;
  return last && isThere && (await isInventoryKnown(files, memory, last)) ? last : await rebuiltMemory(destination);
}

async function isInventoryKnown(files: FileSystem, memory: string, last: LastSnapshot): Promise<boolean> {
  try {
    await knownInventory(files, memory, last);
    return true;
  } catch (error) {
    if (!isViolation(error)) throw error;
    return false;
  }
}
