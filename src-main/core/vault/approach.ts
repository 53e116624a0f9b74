import { VaultError } from '../../contract/errors.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Keychain } from '../ports/keychain.ts';
import { restoringMark } from '../restore/restore-files.ts';
import { type Computer, openOfficeSecret, readComputer, wipeComputer } from './computer.ts';
import { presentHolder } from './lock-info.ts';
import { type Environment, type VaultPaths, vaultPaths } from './open-vault.ts';
import { requireOwnFolder } from './own-folder.ts';
import { requireFinished } from './restored-mark.ts';
import { takeLock } from './take-lock.ts';
import { readVaultFile, type VaultFile, type VaultFileContent } from './vault-file.ts';

/** A content of `vault.json` with the office secret by its own entry for this computer: a rotation is a change of it. */
export interface ReachedContent {
  readonly content: VaultFileContent;
  readonly officeSecret: Buffer;
}

/** What is known of a vault before anybody signs in: this computer's keys and the office secret. */
export interface Approach {
  readonly paths: VaultPaths;
  readonly file: VaultFile;
  readonly keychain: Keychain;
  readonly computer: Computer;
  /** The contents of `vault.json` in which this computer has a place, the main one first: two during a change. */
  readonly reached: readonly [ReachedContent, ...ReachedContent[]];
  readonly lock: { release(): void };
  /** Folders of the vault that were gone and were made again: a copy of a vault may have dropped what was empty. */
  readonly remade: readonly string[];
}

/** A restored vault opens for nobody but who finishes it. */
export type ApproachPurpose = 'work' | 'finish-restore';

/**
 * Locks a vault and gets to the office secret. The caller ends with `leave`, or keeps the lock for an open vault.
 * @throws VaultError `vault-not-found`, `vault-restored`, `vault-in-use` (details tell on which computer, where this one can know), `keychain-missing`,
 * `keychain-entry-missing`, `folder-without-locking`, `integrity-violated` for `objects` or `spool` that is no folder of the vault's own.
 */
export async function approachVault(
  env: Environment,
  folder: string,
  purpose: ApproachPurpose = 'work',
): Promise<Approach> {
  const paths = vaultPaths(folder);
  const { content } = await readVaultFile(env.files, paths.vaultFile);
  if (purpose === 'work') await requireFinished(env.files, paths);
  const keychain = await env.machine.keychainOf(content.vault);
  if (keychain === null) throw new VaultError('keychain-entry-missing', 'this account has no keychain for the vault');
  const computer = await readComputer(keychain, content.vault);
  let lock: { release(): void } | null = null;
  let reached: Approach['reached'] | null = null;
  try {
    lock = await lockVault(env, paths, computer);
    // Read again: what counts is what lies there under the lock.
    const file = await readVaultFile(env.files, paths.vaultFile);
    reached = reachedContents(file, computer);
    const remade = await makeMissingFolders(env, paths);
    await sweepUnfinished(env, paths);
    return { paths, file, keychain, computer, reached, lock, remade };
  } catch (error) {
    wipe(...(reached ?? []).map(({ officeSecret }) => officeSecret));
    wipeComputer(computer);
    lock?.release();
    throw error;
  }
}

export function leave({ reached, computer, lock }: Approach): void {
  wipe(...reached.map(({ officeSecret }) => officeSecret));
  wipeComputer(computer);
  lock.release();
}

/**
 * A change that gives this computer its place, or ends it, may have stopped before the file was written for the last time.
 * @throws VaultError those of `openOfficeSecret`, of the main content where neither lets this computer in.
 */
function reachedContents({ content, next }: VaultFile, computer: Computer): Approach['reached'] {
  const reached = (one: VaultFileContent): ReachedContent => {
    return { content: one, officeSecret: openOfficeSecret(content.vault, one.computers, computer) };
  };
  if (next === null) return [reached(content)];
  let following: ReachedContent | null = null;
  try {
    following = reached(next);
  } catch (error) {
    // It decides nothing as long as it is not official.
    if (!(error instanceof VaultError)) throw error;
  }
  try {
    return following === null ? [reached(content)] : [reached(content), following];
  } catch (error) {
    if (following !== null && error instanceof VaultError && error.code === 'keychain-entry-missing')
      return [following];
    wipe(following?.officeSecret);
    throw error;
  }
}

async function lockVault(env: Environment, paths: VaultPaths, computer: Computer): Promise<{ release(): void }> {
  try {
    return await takeLock(env.store, paths.lock);
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'vault-in-use') throw error;
    const { content } = await readVaultFile(env.files, paths.vaultFile);
    const holder = await presentHolder(env.files, paths, content, computer);
    throw new VaultError('vault-in-use', 'another process has the vault open', { details: holder ?? {}, cause: error });
  }
}

/** No write into the spool takes so long: what is older was left by a process that was killed. */
const leftOverAfterMs = 60_000;

/** @returns those that were not there. @throws VaultError `integrity-violated` for one that is no folder of the vault's own. */
async function makeMissingFolders({ files }: Environment, paths: VaultPaths): Promise<string[]> {
  const missing: string[] = [];
  for (const part of ['objects', 'spool'] as const) {
    await requireOwnFolder(files, paths[part], part);
    if ((await files.look(paths[part])) !== null) continue;
    await files.makeFolder(paths[part]);
    missing.push(part);
  }
  return missing;
}

/** Unfinished writes of a process that ended. Nobody else writes here under the lock, but into the spool anybody may. */
async function sweepUnfinished({ files, clock }: Environment, paths: VaultPaths): Promise<void> {
  await files.removeUnfinished(paths.folder);
  await files.removeUnfinished(paths.objects);
  await files.removeUnfinished(paths.spool, clock.now() - leftOverAfterMs);
  // The vault is there, so its creation or its restore came to its end but for this.
  if ((await files.look(paths.creation))?.kind === 'file') await files.remove(paths.creation);
  const restoring = `${paths.folder}/${restoringMark}`;
  if ((await files.look(restoring))?.kind === 'file') await files.remove(restoring);
}
