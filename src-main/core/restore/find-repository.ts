import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { vaultsFolder } from '../backup/repository/names.ts';
import type { Target } from '../ports/target.ts';
import { readComputer, wipeComputer } from '../vault/computer.ts';
import type { Environment } from '../vault/open-vault.ts';

/** A vault, and the root that everything of it is verified from. */
export interface Root {
  readonly vault: string;
  /** base64. */
  readonly root: string;
}

const mostVaults = 10_000;

/** The vaults of which a target has backups, by id. @throws VaultError of the target. */
export async function vaultsOn(target: Target, signal: AbortSignal): Promise<string[]> {
  const vaults: string[] = [];
  for await (const { kind, name } of target.list(vaultsFolder, signal)) {
    const id = name.slice(name.lastIndexOf('/') + 1);
    if (kind === 'folder' && /^[0-9a-f]{32}$/.test(id)) vaults.push(id);
    if (vaults.length > mostVaults) throw new VaultError('target-damaged', 'more vaults than there can be');
  }
  return vaults.sort();
}

/**
 * The root of the vault whose backups are meant, where the caller brings none: of those on the target the one that this account
 * knows, by the pin in its keychain.
 * @throws VaultError `not-found` reason `repository` for a target without backups; `invalid-input` reason `no-such-root` where this
 * account knows none of them, `ambiguous` with `candidates` where it knows several; `keychain-missing`.
 */
export async function knownRoot(
  { machine }: Pick<Environment, 'machine'>,
  target: Target,
  signal: AbortSignal,
): Promise<Root> {
  const vaults = await vaultsOn(target, signal);
  if (vaults.length === 0) throw notFound('repository', 'target', 'no backups there');
  const known: Root[] = [];
  for (const vault of vaults) {
    const root = await pinnedRoot(machine, vault);
    if (root !== null) known.push({ vault, root });
  }
  const [first, ...others] = known;
  if (!first) throw invalidInput('no-such-root', 'recoveryKeyFile', 'none of these vaults is known here');
  if (others.length === 0) return first;
  const candidates = known.map(({ vault }) => vault);
  throw invalidInput('ambiguous', 'recoveryKeyFile', 'backups of several vaults', { details: { candidates } });
}

/** The root that this account has pinned for a vault; null where it knows none. @throws VaultError `keychain-missing`. */
export async function pinnedRoot(machine: Environment['machine'], vault: string): Promise<string | null> {
  const keychain = await machine.keychainOf(vault);
  if (keychain === null) return null;
  try {
    const computer = await readComputer(keychain, vault);
    wipeComputer(computer);
    return computer.root;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'keychain-entry-missing') return null;
    throw error;
  }
}
