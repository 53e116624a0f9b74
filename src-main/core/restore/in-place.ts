import { basename } from 'node:path';
import { invalidInput } from '../../contract/error-reasons.ts';
import { isViolation, VaultError } from '../../contract/errors.ts';
import { dayOf } from '../backup/repository/statements.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { type Environment, vaultPaths } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import { readRestoredMark } from '../vault/restored-mark.ts';
import { takeLock } from '../vault/take-lock.ts';
import { readVaultFile } from '../vault/vault-file.ts';
import { restoringMark } from './restore-files.ts';

/**
 * A restored vault takes the place of the one that is there: made whole beside it, then the one of before gets another name, and
 * the restored one its own (docs/formats.md section 15.10). Both are durable at every instant.
 */
export class InPlace {
  /** Where the restored vault is made. */
  readonly staging: string;
  /** True when an earlier try has made it, and was broken off behind that. */
  readonly isComplete: boolean;
  /** The name that the folder of the vault of before gets. */
  readonly setAside: string;
  readonly #files: FileSystem;
  readonly #folder: string;
  #lock: { release(): void } | null;

  private constructor(
    files: FileSystem,
    folder: string,
    lock: { release(): void } | null,
    { isComplete, setAside }: Pick<InPlace, 'isComplete' | 'setAside'>,
  ) {
    this.staging = stagingOf(folder);
    this.isComplete = isComplete;
    this.setAside = setAside;
    this.#files = files;
    this.#folder = folder;
    this.#lock = lock;
  }

  /**
   * Keeps everybody out of the vault that is there. `end` follows.
   * @throws VaultError `vault-not-found`, `vault-in-use`; `invalid-input` reason `another-vault`; `integrity-violated` part `restoring`.
   */
  static async begin(env: Environment, folder: string, vault: string, hash: string): Promise<InPlace> {
    const { files, store, clock } = env;
    const staging = stagingOf(folder);
    await requireOwnFolder(files, staging, 'restoring');
    const made = await readRestoredMark(files, vaultPaths(staging));
    const isComplete =
      made?.snapshot.hash === hash &&
      (await files.look(vaultPaths(staging).vaultFile)) !== null &&
      (await files.look(`${staging}/${restoringMark}`)) === null;
    const setAside = (isComplete ? made.setAside : null) ?? (await freeName(files, folder, dayOf(clock.now())));
    const known = { isComplete, setAside };
    // Between the two renamings there is none under the vault's own name.
    if (isComplete && (await files.look(folder)) === null) return new InPlace(files, folder, null, known);
    await requireVault(files, folder, vault);
    return new InPlace(files, folder, await takeLock(store, vaultPaths(folder).lock), known);
  }

  /** @throws VaultError `folder-read-only`, `file-exists`; the vault of before is under one name or the other. */
  async exchange(): Promise<void> {
    if (this.#lock !== null) {
      // Of a folder with a file that is open Windows does not change the name.
      this.end();
      await this.#files.renameFolder(this.#folder, `${parentOf(this.#folder)}/${this.setAside}`);
    }
    await this.#files.renameFolder(this.staging, this.#folder);
  }

  /** Idempotent. */
  end(): void {
    this.#lock?.release();
    this.#lock = null;
  }
}

/** Where a vault is made that is to take the place of the one in a folder. */
export function stagingOf(folder: string): string {
  return `${folder}.restoring`;
}

function parentOf(folder: string): string {
  return folder.slice(0, folder.length - basename(folder).length - 1);
}

/** Also one that is damaged: that is what a backup is for. */
async function requireVault(files: FileSystem, folder: string, vault: string): Promise<void> {
  const { vaultFile, database } = vaultPaths(folder);
  const isThere = (await files.look(vaultFile)) !== null || (await files.look(database)) !== null;
  if (!isThere) throw new VaultError('vault-not-found', 'no vault to set aside');
  try {
    const { content } = await readVaultFile(files, vaultFile);
    if (content.vault !== vault) throw invalidInput('another-vault', 'vault', 'the folder holds another vault');
  } catch (error) {
    // Whichever it was, it is kept.
    if (!isViolation(error)) throw error;
  }
}

async function freeName(files: FileSystem, folder: string, day: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${basename(folder)}.set-aside-${day}${number === 1 ? '' : `-${number}`}`;
    if ((await files.look(`${parentOf(folder)}/${name}`)) === null) return name;
  }
}
