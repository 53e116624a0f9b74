import { violated } from '../../contract/errors.ts';
import type { RecoveryKit } from '../recovery/kit.ts';
import { type KitAccess, leaveByKit, openByKit } from '../recovery/open-by-kit.ts';
import { type Environment, vaultPaths } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import type { FoundSnapshot } from './find-snapshot.ts';
import { type Restoring, restoreWithoutObjects } from './restore-files.ts';
import { clearUnfinished, markRestoring } from './unfinished-restore.ts';

/** Where a vault is rebuilt for a while, without its objects; all of it is ciphertext. */
export interface RebuildPlace {
  readonly env: Environment;
  /** A folder that is there only for this: what an earlier try left in it goes first. */
  readonly folder: string;
  readonly restoring: Restoring;
}

/**
 * Rebuilds all of a snapshot's vault but its objects, opens it with the recovery key, and removes it when `work` has ended.
 * @param work is given the folder's paths in `access`; objects may be put there.
 * @throws VaultError those of `restoreFiles` and `openByKit`, and of `work`.
 */
export async function withRebuiltDatabase<Result>(
  { env, folder, restoring }: RebuildPlace,
  found: FoundSnapshot,
  kit: RecoveryKit,
  work: (access: KitAccess) => Promise<Result>,
): Promise<Result> {
  const { files } = env;
  const { snapshot, hash } = found;
  const paths = vaultPaths(folder);
  await requireOwnFolder(files, folder, 'restoring');
  await markRestoring(files, folder, hash);
  try {
    const vaultFile = await restoreWithoutObjects(restoring, found, folder);
    await files.replace(paths.vaultFile, vaultFile);
    // Whoever wrote the backup says which vault it is of; this one is opened as what it is.
    const access = await openByKit(env, folder, kit, 'recover');
    try {
      if (snapshot.audit !== null && access.log.head.position < snapshot.audit.position) {
        throw violated(`snapshots/${snapshot.number}`, 'the log ends before what the snapshot says');
      }
      return await work(access);
    } finally {
      leaveByKit(access);
    }
  } finally {
    await removeRebuilt(env, folder);
  }
}

/** Removes a vault that was rebuilt only for a while, or what there is of it, with what opening it left beside it. */
export async function removeRebuilt({ files }: Pick<Environment, 'files'>, folder: string): Promise<void> {
  const { lock, lockInfo } = vaultPaths(folder);
  for (const path of [lock, lockInfo]) await files.remove(path);
  for (const name of await files.list(folder)) {
    // What SQLite keeps beside its files, and a copy that a migration made.
    if (/^(?:lock|vault\.db)-(?:shm|journal)$|^vault\.db\.before-/.test(name)) await files.remove(`${folder}/${name}`);
  }
  await clearUnfinished(files, folder);
  await files.removeEmptyFolder(folder);
}
