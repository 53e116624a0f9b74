import type { BackupTargetStatus } from '../../../contract/backup-status.ts';
import type { Environment } from '../../vault/open-vault.ts';
import { spreadOf, withVaultHere } from '../sources/vault-here.ts';
import { memoryOf, readBackupSettings } from './kept-settings.ts';
import { readState } from './target-state.ts';
import { restingStatus } from './target-status.ts';

/**
 * How the targets of this computer stand, as it remembers, where no program looks after them.
 * @throws VaultError those of `withVaultHere`.
 */
export async function knownStatus(env: Environment, folder: string): Promise<readonly BackupTargetStatus[]> {
  return await withVaultHere(env, folder, async (here) => {
    const now = env.clock.now();
    const known: BackupTargetStatus[] = [];
    for (const target of (await readBackupSettings(here)).targets) {
      const state = await readState(env.files, memoryOf(here, target.id));
      known.push(restingStatus(target, state, now, spreadOf(here)));
    }
    return known;
  });
}
