import type { DirectoryComputer } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { byName } from '../vault/shown-name.ts';
import { computerFingerprint } from './computer-request.ts';

export interface ListedComputer {
  readonly id: string;
  readonly name: string;
  readonly state: DirectoryComputer['state'];
  readonly fingerprint: string;
  /** The one that asks. */
  readonly present: boolean;
}

/** Every computer that has or had a place in the vault, by name. */
export function listComputers(vault: OpenVault): ListedComputer[] {
  return vault.directory.computers
    .map(({ id, name, state, signing, recipient }) => ({
      id,
      name,
      state,
      fingerprint: computerFingerprint(vault.id, { signing, recipient }),
      present: id === vault.computer.id,
    }))
    .sort(byName);
}
