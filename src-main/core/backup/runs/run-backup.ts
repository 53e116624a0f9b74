import { VaultError } from '../../../contract/errors.ts';
import type { Job } from '../../job.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Target } from '../../ports/target.ts';
import { writerFolder } from '../repository/names.ts';
import type { BackupSource } from '../sources/backup-source.ts';
import { type NotedFile, notingTarget } from '../streams/noting-target.ts';
import { beginRun } from './begin-run.ts';
import type { LastSnapshot, SeenSnapshot } from './memory.ts';
import { filesOf, type Made, type ReadBack, readBack } from './read-back.ts';
import { type Destination, sendHeartbeat, sendSnapshot } from './send-snapshot.ts';
import { SentJournal } from './sent-journal.ts';
import { stageSnapshot, unstage } from './stage-snapshot.ts';

export interface BackupRun {
  readonly snapshot: LastSnapshot['snapshot'];
  /** False when nothing has changed since the last snapshot, which then is the one that is told. */
  readonly isNew: boolean;
  /** What is wrong with objects of the vault that are not in it. */
  readonly damaged: ReadonlyMap<string, VaultError>;
  /** True when the target does not have the newest snapshot any more that it was known to have: the vault is backed up all the same. */
  readonly lostItsEnd: boolean;
  /** True when the target had newer snapshots by this computer's key than this computer knew of. */
  readonly wasOvertaken: boolean;
  /** What came of reading again what it sent. */
  readonly readBack: ReadBack;
}

export interface RunPlace {
  readonly target: Target;
  /** The folder of this target, on this computer, which no other program uses meanwhile. */
  readonly memory: string;
  /** Looks whether a copy of this computer writes there too, which takes a listing: at the first run, and then now and then. */
  readonly looksForOthers: boolean;
}

/**
 * Makes a snapshot of a vault on a target. Whatever breaks it off, the next run goes on where it ended.
 * @throws VaultError of the vault and of the target, `cancelled`.
 */
export async function runBackup(
  { env, vault, computer, writerFile, pathOf, capture }: BackupSource,
  { target: given, memory, looksForOthers }: RunPlace,
  job: Job,
): Promise<BackupRun> {
  const noted: NotedFile[] = [];
  const folder = writerFolder(vault, computer.id);
  const target = notingTarget(given, folder, (file) => noted.push(file));
  const destination: Destination = {
    target,
    folder,
    files: env.files,
    memory,
    vault,
    computer,
    writerFile,
    pathOf,
    job,
  };
  const now = env.clock.now();
  await prepareMemory(env.files, memory, now);
  const stage = async (last: LastSnapshot | null) =>
    await capture(async ({ recipient, ...content }) => {
      const staging = { files: env.files, folder: memory, recipient, last, now, job };
      const staged = await stageSnapshot(staging, content);
      return staged && { staged, content };
    });
  const { last, before, seen, wasOvertaken, captured } = await beginRun(destination, looksForOthers, stage, (made) =>
    unstage(env.files, made.staged),
  );
  try {
    const lostItsEnd = seen !== null && !isReached(seen, last);
    const journal = await SentJournal.open(env.files, memory);
    // Of runs that were cut off, before they could read it.
    noted.push(...filesOf(journal.sent.values()));
    const readAgain = async (sealed: Pick<Made, 'database' | 'sealed'>) =>
      await readBack({ target, folder, computer: computer.id, job }, { files: noted, before, ...sealed });
    if (captured === null) {
      // Only beside a last snapshot can there be nothing new.
      if (last === null) throw new VaultError('internal', 'nothing to back up');
      await sendHeartbeat(destination, last, now);
      const again = await readAgain({ database: null, sealed: null });
      return { snapshot: last.snapshot, isNew: false, damaged: new Map(), lostItsEnd, wasOvertaken, readBack: again };
    }
    const { staged, content } = captured;
    const sent = await sendSnapshot(destination, { staged, content, last, before, now, journal, seen });
    await sendHeartbeat(destination, sent.last, now);
    const again = await readAgain(staged);
    return {
      snapshot: sent.last.snapshot,
      isNew: true,
      damaged: sent.damaged,
      lostItsEnd,
      wasOvertaken,
      readBack: again,
    };
  } finally {
    if (captured) await unstage(env.files, captured.staged);
  }
}

/** So long nothing small is written. */
const unfinishedMs = 60_000;

/** What a killed run has left of files that nobody needs; others write what they have to tell beside them. */
async function prepareMemory(files: FileSystem, memory: string, now: number): Promise<void> {
  await files.makeFolder(memory);
  await files.removeUnfinished(memory, now - unfinishedMs);
  for (const name of await files.list(memory)) {
    if (/^(?:database|sealed)-[0-9a-f]{64}$/.test(name)) await files.remove(`${memory}/${name}`, { syncFolder: false });
  }
}

/** Whether what was seen is behind the last snapshot, or is that. */
function isReached(seen: SeenSnapshot, last: LastSnapshot | null): boolean {
  if (last === null || last.snapshot.number < seen.number) return false;
  return last.snapshot.number > seen.number || last.remembered.sha256 === seen.sha256;
}
