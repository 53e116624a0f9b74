import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { vaultsFolder } from '../backup/repository/names.ts';
import type { Target } from '../ports/target.ts';
import { readComputer, wipeComputer } from '../vault/computer.ts';
import type { Environment } from '../vault/open-vault.ts';
import { unlessAbsent } from './unless-absent.ts';

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
    const keychain = await machine.keychainOf(vault);
    const computer = keychain && (await unlessAbsent(readComputer(keychain, vault)));
    if (!computer) continue;
    wipeComputer(computer);
    if (computer.root !== null) known.push({ vault, root: computer.root });
  }
  const [first, ...others] = known;
  if (!first) throw invalidInput('no-such-root', 'recoveryKeyFile', 'none of these vaults is known here');
  if (others.length === 0) return first;
  const candidates = known.map(({ vault }) => vault);
  throw invalidInput('ambiguous', 'recoveryKeyFile', 'backups of several vaults', { details: { candidates } });
}
