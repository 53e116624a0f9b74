import { tellOfBackupsMade } from '../../drill/drill-task.ts';
import { tellTaken } from '../../restore/taken-notes.ts';
import type { OpenVault } from '../../vault/open-vault.ts';
import { tellFoundFaults } from '../prune/prune-targets.ts';
import { tellRuns } from './run-notes.ts';

/**
 * Tells the vault what this computer's backups came to while it could not be told: its log of runs and of what was taken out of
 * backups, and the Privacy Officer of what is wrong with them, and that they are made.
 * @returns how much the log was told. @throws VaultError those of `tellRuns`, `tellTaken`, `tellFoundFaults` and `tellOfBackupsMade`.
 */
export async function tellBackups(vault: OpenVault): Promise<number> {
  const told = (await tellRuns(vault)) + (await tellTaken(vault));
  await tellFoundFaults(vault);
  await tellOfBackupsMade(vault);
  return told;
}
