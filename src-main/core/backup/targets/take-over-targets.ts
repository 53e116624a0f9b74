import { VaultError } from '../../../contract/errors.ts';
import type { Keychain } from '../../ports/keychain.ts';
import { type Computer, readComputer, wipeComputer } from '../../vault/computer.ts';
import type { Environment } from '../../vault/open-vault.ts';
import { forgetMemory } from './change-targets.ts';
import { hasBackupSettings, type KnownTarget, readBackupSettings, writeBackupSettings } from './kept-settings.ts';
import { moveCredentials } from './reach-target.ts';

/** Where backups went by keys that this computer had. */
interface FormerTargets {
  readonly targets: readonly KnownTarget[];
  /** What has the credentials; null where there are no targets. */
  readonly keychain: Keychain | null;
}

const none: FormerTargets = { targets: [], keychain: null };

/**
 * The targets of this computer by the keys that it has now, before it is given others.
 * @returns none where those keys or what they signed cannot be read.
 */
export async function targetsByPresentKeys(env: Environment, vault: string): Promise<FormerTargets> {
  try {
    const keychain = await env.machine.keychainOf(vault);
    if (keychain === null) return none;
    const computer = await readComputer(keychain, vault);
    try {
      return { targets: (await readBackupSettings({ env, id: vault, computer })).targets, keychain };
    } finally {
      wipeComputer(computer);
    }
  } catch (error) {
    if (error instanceof VaultError) return none;
    throw error;
  }
}

/**
 * Where backups went they go on to go under new keys: as a new writer, which begins with a base and remembers nothing of the former.
 * What signs in there comes along where the new keys lie in another keychain.
 * @param here with the new keys, and what has them. @throws VaultError of the file system and of both keychains.
 */
export async function takeOverTargets(
  here: {
    readonly env: Environment;
    readonly id: string;
    readonly computer: Computer;
    readonly keychain: Keychain;
  },
  { targets, keychain: former }: FormerTargets,
): Promise<void> {
  if (!(await hasBackupSettings(here))) return;
  for (const { id } of targets) await forgetMemory(here, id);
  // What was acknowledged was of the former writer.
  const known = targets.map(({ id, name, settings }) => ({ id, name, settings }));
  await writeBackupSettings(here, { targets: known, writer: null });
  if (former === null || former.kind === here.keychain.kind) return;
  for (const { id } of targets) await moveCredentials(former, here, id);
}
