import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Keychain } from '../ports/keychain.ts';
import {
  type Computer,
  newComputer,
  openOfficeSecret,
  publicComputer,
  readComputer,
  storeComputer,
  wipeComputer,
} from '../vault/computer.ts';
import { type Environment, vaultPaths } from '../vault/open-vault.ts';
import { readVaultFile, type VaultFileContent } from '../vault/vault-file.ts';
import { computerFingerprint, formatComputerRequest } from './computer-request.ts';

export interface RequestedComputer {
  readonly id: string;
  readonly name: string;
  readonly request: string;
  readonly fingerprint: string;
}

/**
 * Asks for a place of this operating system account in a vault. Its keys are made once and stay in its keychain; asking
 * again before approval gives a request for the same ones, asking after it was struck off one for others.
 * @throws VaultError `vault-not-found`, `keychain-missing`, `invalid-input` when the account has its place already.
 */
export async function requestComputer(
  env: Environment,
  folder: string,
  kind: Keychain['kind'],
): Promise<RequestedComputer> {
  const { content } = await readVaultFile(env.files, vaultPaths(folder).vaultFile);
  const { vault } = content;
  const known = await knownComputer(env, vault, kind);
  // One that has pinned a root had a place: who has the keys of then must not come in by the approval of others.
  const computer = known === null || known.root !== null ? newComputer(env.machine.name, known?.root ?? null) : known;
  try {
    if (known !== null && hasPlace(content, known)) {
      throw invalidInput('computer-has-place', 'vault', 'this account has its place in the vault');
    }
    if (computer !== known) {
      await storeComputer(env.machine.keychainOfKind(kind), vault, computer);
      await env.machine.chooseKeychain(vault, kind);
    }
    return {
      id: computer.id,
      name: computer.name,
      request: formatComputerRequest(vault, computer, env.clock.now()),
      fingerprint: computerFingerprint(vault, publicComputer(computer)),
    };
  } finally {
    for (const one of known === null ? [computer] : [computer, known]) wipeComputer(one);
  }
}

const noEntry: readonly string[] = ['keychain-entry-missing'];

/** Null also where the keychain chosen before does not answer, and another one is asked for. */
async function knownComputer(env: Environment, vault: string, kind: Keychain['kind']): Promise<Computer | null> {
  const keychain = await env.machine.keychainOf(vault);
  if (keychain === null) return null;
  const nothingThere = keychain.kind === kind ? noEntry : [...noEntry, 'keychain-missing'];
  try {
    return await readComputer(keychain, vault);
  } catch (error) {
    if (error instanceof VaultError && nothingThere.includes(error.code)) return null;
    throw error;
  }
}

function hasPlace(content: VaultFileContent, computer: Computer): boolean {
  if (content.computers[computer.id] === undefined) return false;
  wipe(openOfficeSecret(content.vault, content.computers, computer));
  return true;
}
