import { isViolation, VaultError } from '../../contract/errors.ts';
import type { Inventory } from '../backup/repository/inventory.ts';
import { pageBytes } from '../backup/repository/page-index.ts';
import type { SealedFileKey } from '../backup/repository/sealed-stream.ts';
import { standsOn } from '../backup/repository/stands-on.ts';
import type { Job } from '../job.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { type Environment, vaultPaths } from '../vault/open-vault.ts';
import { restoredMarkBytes } from '../vault/restored-mark.ts';
import { examineRestore, type Standing } from './examine-restore.ts';
import type { FoundSnapshot } from './find-snapshot.ts';
import { InPlace } from './in-place.ts';
import type { Repository } from './repository-view.ts';
import { type RestoredSnapshot, type Restoring, restoreFiles } from './restore-files.ts';
import { clearUnfinished, endRestoring, markRestoring } from './unfinished-restore.ts';

/** A restore as it is asked for. */
export interface WantedRestore {
  readonly repository: Repository;
  /** As `findSnapshot` takes it. */
  readonly snapshot: string;
  /** By the name of a sealed file: the recovery key, or the file key of that one. */
  readonly keyOf: (name: string) => SealedFileKey;
  /** What a ticket brings for when the vault is finished, base64. */
  readonly later: string | null;
  /** The folder of the vault that is to be. */
  readonly folder: string;
  /** Whether there is one, which is then set aside. */
  readonly inPlace: boolean;
  /** Whether the caller has seen what is wrong with the repository, and how old it is. */
  readonly acceptFindings: boolean;
}

interface RestoredVault {
  readonly snapshot: FoundSnapshot;
  readonly payloads: number;
  readonly bytes: number;
  /** The name of the folder that the vault of before lies in now, beside the restored one. */
  readonly setAside: string | null;
}

export interface RestoreOutcome extends Standing {
  /** null when nothing was written, for what `findings` or `isStale` say. */
  readonly restored: RestoredVault | null;
}

/**
 * Restores a whole vault, into the state *restored* (docs/formats.md section 15.10). The repository is examined before anything is
 * written; what is wrong with the content of a file is found when that is read, and then nothing stays of what was written.
 * @throws VaultError `not-found` reason `snapshot`; `vault-exists` for a folder in which there is something; `disk-full` with
 * `neededBytes` and `freeBytes`; `integrity-violated`; in place also `vault-in-use`, `vault-not-found`; those of the target;
 * `cancelled`. Progress in bytes of documents.
 */
export async function restoreVault(env: Environment, wanted: WantedRestore, job: Job): Promise<RestoreOutcome> {
  const { found, inventory, ...standing } = await examineRestore(wanted, env.clock.now(), job);
  const { findings, isStale, isAcceptable } = standing;
  const isAsItShouldBe = findings.length === 0 && !isStale;
  if (!isAcceptable || !(isAsItShouldBe || wanted.acceptFindings)) return { restored: null, ...standing };
  return { restored: await restoreFound(env, wanted, found, inventory, job), ...standing };
}

/** What `restoreVault` does once it was seen that nothing stands in the way. @throws VaultError as `restoreVault`. */
export async function restoreFound(
  env: Environment,
  wanted: Omit<WantedRestore, 'snapshot'>,
  snapshot: FoundSnapshot,
  inventory: Inventory | null,
  job: Job,
): Promise<RestoredVault> {
  const { payloads, bytes } = inventory ?? { payloads: 0, bytes: 0 };
  await requireSpace(env.files, wanted.folder, bytes + databaseBytes(snapshot) + snapshot.snapshot.sealed.size);
  const write = async (folder: string, setAside: string | null) =>
    await restoreInto(env, { ...wanted, folder }, snapshot, setAside, job);
  if (!wanted.inPlace) {
    await write(wanted.folder, null);
    return { snapshot, payloads, bytes, setAside: null };
  }
  const place = await InPlace.begin(env, wanted.folder, wanted.repository.vault, snapshot.hash);
  try {
    if (!place.isComplete) await write(place.staging, place.setAside);
    await place.exchange();
  } finally {
    place.end();
  }
  return { snapshot, payloads, bytes, setAside: place.setAside };
}

/** Into an empty folder, or one in which the same work was broken off. */
async function restoreInto(
  { files, clock, openPatched }: Environment,
  { repository, keyOf, later, folder }: Omit<WantedRestore, 'snapshot'>,
  found: FoundSnapshot,
  setAside: string | null,
  job: Job,
): Promise<void> {
  const { snapshot, hash } = found;
  const paths = vaultPaths(folder);
  const isNew = (await files.look(folder)) === null;
  if (await markRestoring(files, folder, hash)) return await endRestoring(files, folder);
  const restoring: Restoring = { files, openPatched, target: repository.target, keyOf, job };
  const mark = restoredMarkBytes({
    format: 1,
    vault: repository.vault,
    snapshot: {
      computer: snapshot.computer,
      number: snapshot.number,
      at: snapshot.at,
      hash,
      position: snapshot.audit?.position ?? null,
    },
    restoredAt: clock.now(),
    setAside,
    later,
  });
  try {
    await restoreFiles(restoring, found, folder, async () => await files.replace(paths.restored, mark));
  } catch (error) {
    // Of what is not as it was nothing stays; what was only broken off goes on from there.
    if (isViolation(error) || (error instanceof VaultError && error.code === 'recovery-key-wrong-vault')) {
      await clearUnfinished(files, folder);
      if (isNew) await files.removeEmptyFolder(folder);
    }
    throw error;
  }
  await endRestoring(files, folder);
}

/** Deltas are written into the database; on its way it is as long as the longest of them made it. */
function databaseBytes({ snapshot, others }: RestoredSnapshot): number {
  const chain = standsOn(snapshot, others, ({ database }) => database.on);
  return Math.max(...chain.map(({ database }) => database.pages)) * pageBytes;
}

/** Folders, lock and log are small beside it. */
const spareBytes = 16 * 1024 * 1024;

async function requireSpace(files: FileSystem, folder: string, bytes: number): Promise<void> {
  const neededBytes = bytes + spareBytes;
  const freeBytes = await files.freeBytes(folder);
  if (freeBytes >= neededBytes) return;
  throw new VaultError('disk-full', 'not enough room to restore', { details: { neededBytes, freeBytes } });
}
