import { VaultError } from '../../../contract/errors.ts';
import { type Computer, readComputer, wipeComputer } from '../../vault/computer.ts';
import type { Environment } from '../../vault/open-vault.ts';
import { forgetMemory } from './change-targets.ts';
import { hasBackupSettings, type KnownTarget, readBackupSettings, writeBackupSettings } from './kept-settings.ts';

/**
 * The targets of this computer by the keys that it has now, before it is given others.
 * @returns none where those keys or what they signed cannot be read.
 */
export async function targetsByPresentKeys(env: Environment, vault: string): Promise<readonly KnownTarget[]> {
  try {
    const keychain = await env.machine.keychainOf(vault);
    if (keychain === null) return [];
    const computer = await readComputer(keychain, vault);
    try {
      return (await readBackupSettings({ env, id: vault, computer })).targets;
    } finally {
      wipeComputer(computer);
    }
  } catch (error) {
    if (error instanceof VaultError) return [];
    throw error;
  }
}

/**
 * Where backups went they go on to go under new keys: as a new writer, which begins with a base and remembers nothing of the former.
 * @param computer the new keys. @throws VaultError of the file system.
 */
export async function takeOverTargets(
  here: { readonly env: Environment; readonly id: string; readonly computer: Computer },
  targets: readonly KnownTarget[],
): Promise<void> {
  if (!(await hasBackupSettings(here))) return;
  for (const { id } of targets) await forgetMemory(here, id);
  await writeBackupSettings(here, { targets, writer: null });
}
