import { VaultError } from '../../../contract/errors.ts';
import { readComputer, wipeComputer } from '../../vault/computer.ts';
import { type Environment, type OpenVault, vaultPaths } from '../../vault/open-vault.ts';
import { readVaultFile } from '../../vault/vault-file.ts';

/** A vault as its computer knows it, whether somebody is signed in or not. */
export type VaultHere = Pick<OpenVault, 'env' | 'id' | 'paths' | 'keychain' | 'computer'>;

/**
 * Works for a vault with what this computer has of it, without a sign-in.
 * @throws VaultError `vault-not-found`, `keychain-missing`, `keychain-entry-missing`, `integrity-violated`.
 */
export async function withVaultHere<Result>(
  env: Environment,
  folder: string,
  work: (here: VaultHere) => Promise<Result>,
): Promise<Result> {
  const paths = vaultPaths(folder);
  const { content } = await readVaultFile(env.files, paths.vaultFile);
  const id = content.vault;
  const keychain = await env.machine.keychainOf(id);
  if (keychain === null) throw new VaultError('keychain-entry-missing', 'this account has no keychain for the vault');
  const computer = await readComputer(keychain, id);
  try {
    return await work({ env, id, paths, keychain, computer });
  } finally {
    wipeComputer(computer);
  }
}

/** A computer's own, from 0 up to but not 1: so that not all of an office do at one time what they do once a day. */
export function spreadOf({ computer }: Pick<VaultHere, 'computer'>): number {
  return Number.parseInt(computer.id.slice(0, 8), 16) / 2 ** 32;
}
