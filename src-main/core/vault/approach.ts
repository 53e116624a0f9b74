import { VaultError } from '../../contract/errors.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Keychain } from '../ports/keychain.ts';
import { type Computer, openOfficeSecret, readComputer, wipeComputer } from './computer.ts';
import { presentHolder } from './lock-info.ts';
import { type Environment, type VaultPaths, vaultPaths } from './open-vault.ts';
import { requireOwnFolder } from './own-folder.ts';
import { takeLock } from './take-lock.ts';
import { readVaultFile, type VaultFile } from './vault-file.ts';

/** What is known of a vault before anybody signs in: this computer's keys and the office secret. */
export interface Approach {
  readonly paths: VaultPaths;
  readonly file: VaultFile;
  readonly keychain: Keychain;
  readonly computer: Computer;
  readonly officeSecret: Buffer;
  readonly lock: { release(): void };
  /** Folders of the vault that were gone and were made again: a copy of a vault may have dropped what was empty. */
  readonly remade: readonly string[];
}

/**
 * Locks a vault and gets to the office secret. The caller ends with `leave`, or keeps the lock for an open vault.
 * @throws VaultError `vault-not-found`, `vault-in-use` (details tell on which computer, where this one can know), `keychain-missing`,
 * `keychain-entry-missing`, `folder-without-locking`, `integrity-violated` for `objects` or `spool` that is no folder of the vault's own.
 */
export async function approachVault(env: Environment, folder: string): Promise<Approach> {
  const paths = vaultPaths(folder);
  const { content } = await readVaultFile(env.files, paths.vaultFile);
  const keychain = await env.machine.keychainOf(content.vault);
  if (keychain === null) throw new VaultError('keychain-entry-missing', 'this account has no keychain for the vault');
  const computer = await readComputer(keychain, content.vault);
  let lock: { release(): void } | null = null;
  let officeSecret: Buffer | null = null;
  try {
    lock = await lockVault(env, paths, computer);
    // Read again: what counts is what lies there under the lock.
    const file = await readVaultFile(env.files, paths.vaultFile);
    // A change that gives this computer its place may have stopped before the file was written for the last time.
    const computers = { ...file.next?.computers, ...file.content.computers };
    officeSecret = openOfficeSecret(file.content.vault, computers, computer);
    const remade = await makeMissingFolders(env, paths);
    await sweepUnfinished(env, paths);
    return { paths, file, keychain, computer, officeSecret, lock, remade };
  } catch (error) {
    wipe(officeSecret);
    wipeComputer(computer);
    lock?.release();
    throw error;
  }
}

export function leave({ officeSecret, computer, lock }: Approach): void {
  wipe(officeSecret);
  wipeComputer(computer);
  lock.release();
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
  // The vault is there, so its creation came to its end but for this.
  if ((await files.look(paths.creation))?.kind === 'file') await files.remove(paths.creation);
}
