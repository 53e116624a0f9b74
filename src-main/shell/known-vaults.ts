import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { VaultError } from '../contract/errors.ts';
import type { WindowOutput } from '../contract/window/calls.ts';
import { Handles } from './handles.ts';
import type { SettingsFile } from './settings-file.ts';

type KnownVault = WindowOutput<'startState'>['vaults'][number];

/** More would be a list that nobody reads. */
const mostRemembered = 20;

/** The vaults that this account knows, and those chosen since the program started, each under a handle. */
export class KnownVaults {
  readonly #settings: SettingsFile;
  readonly #handles = new Handles<string>();

  constructor(settings: SettingsFile) {
    this.#settings = settings;
  }

  list(): KnownVault[] {
    return this.#settings.current.vaults.map((folder) => this.#known(folder));
  }

  /** A folder that was chosen in a dialog; not remembered until something came of it. */
  chosen(folder: string): NonNullable<WindowOutput<'chooseVault'>> {
    return { ...this.#known(folder), isVault: isVault(folder), empty: isEmpty(folder) };
  }

  /** @throws VaultError `vault-not-found` for a handle that means nothing (any more). */
  folderOf(handle: string): string {
    const folder = this.#handles.get(handle);
    if (folder === undefined) throw new VaultError('vault-not-found', 'a handle that means nothing');
    return folder;
  }

  /** Puts a vault first. */
  remember(folder: string): void {
    const others = this.#settings.current.vaults.filter((known) => known !== folder);
    this.#settings.change({ vaults: [folder, ...others].slice(0, mostRemembered) });
  }

  forget(handle: string): void {
    const folder = this.#handles.get(handle);
    if (folder === undefined) return;
    this.#settings.change({ vaults: this.#settings.current.vaults.filter((known) => known !== folder) });
  }

  #known(folder: string): KnownVault {
    return { handle: this.#handleOf(folder), label: path.basename(folder), present: isVault(folder) };
  }

  #handleOf(folder: string): string {
    for (const [handle, known] of this.#handles.entries()) if (known === folder) return handle;
    return this.#handles.put(folder);
  }
}

/** Whether a restore was broken off there, so that the next one goes on (docs/formats.md section 15.10). */
export function isUnfinishedRestore(folder: string): boolean {
  return existsSync(path.join(folder, '.tmp-restoring')) && !isVault(folder);
}

function isVault(folder: string): boolean {
  return existsSync(path.join(folder, 'vault.json'));
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    // Not there, or not readable: what is to be done with it tells what is wrong.
    return !existsSync(folder);
  }
}
