import type { Job } from '../../job.ts';
import { type OpenVault, requirePrivacyOfficer } from '../../vault/open-vault.ts';
import { ownWriterFile } from '../sources/backup-source.ts';
import { requireBackupKeeper } from '../targets/change-targets.ts';
import { eachTarget, type TargetOutcome } from '../targets/each-target.ts';
import { type KnownTarget, memoryOf, readBackupSettings, targetMeant, targetsMeant } from '../targets/kept-settings.ts';
import { keepLockedState } from '../targets/locked-state.ts';
import { holdingMemory, withTarget } from '../targets/reach-target.ts';
import { acknowledgeBackups } from '../verify/acknowledge.ts';
import { type ChainFault, faultsAt } from '../verify/chain-faults.ts';
import { readOwnChain } from '../verify/own-chain.ts';
import { tellOfFaults } from '../verify/raise-fault.ts';
import type { PruneReport } from './prune.ts';
import { forgetPruned, readPruned } from './prune-state.ts';
import { acknowledgedAt, ownBackups, previewTarget, pruneTarget } from './prune-target.ts';
import { pruneRetired } from './remove-retired.ts';

/**
 * Prunes the backups of this computer, on one target or on all, with what is left of computers that were struck off long ago: what
 * goes wrong with one keeps the others from nothing. The Privacy Officer hears of what is wrong with a chain.
 * @param isPreview tells what would go, and changes nothing.
 * @throws VaultError `not-authorised` but for the Privacy Officer and the IT administrator; `not-found` without a target; `cancelled`.
 */
export async function pruneTargets(
  vault: OpenVault,
  { reference, isPreview }: { readonly reference: string | null; readonly isPreview: boolean },
  job: Job,
): Promise<readonly TargetOutcome<PruneReport>[]> {
  requireBackupKeeper(vault);
  const targets = targetsMeant(await readBackupSettings(vault), reference);
  return await eachTarget(targets, job, (target) => pruneOne(vault, target, isPreview, job));
}

async function pruneOne(vault: OpenVault, target: KnownTarget, isPreview: boolean, job: Job): Promise<PruneReport> {
  return await holdingMemory(vault, target.id, async (memory) => {
    const acknowledged = () => acknowledgedAt(vault, target);
    if (isPreview) {
      const preview = await previewTarget(vault, target, acknowledged(), job);
      return await pruneRetired(vault, target, preview, { isPreview, job });
    }
    const report = await pruneTarget(vault, target, acknowledged, job);
    await tellOfFaults(vault, { target: target.id, targetName: target.name }, memory, report.faults);
    return await pruneRetired(vault, target, report, { isPreview, job });
  });
}

/**
 * Tells the Privacy Officer of what this computer found wrong while it pruned by itself, which writes nothing to the vault.
 * @throws VaultError `integrity-violated` part `backup-settings`; those of `tellOfFaults`.
 */
export async function tellFoundFaults(vault: OpenVault): Promise<void> {
  for (const { id: target, name: targetName } of (await readBackupSettings(vault)).targets) {
    const memory = memoryOf(vault, target);
    const pruned = await readPruned(vault.env.files, memory);
    if (pruned?.done) await tellOfFaults(vault, { target, targetName }, memory, pruned.done.faults);
  }
}

/**
 * The Privacy Officer's word about what is wrong with the backups of this computer on a target, up to a number.
 * @returns what is wrong all the same.
 * @throws VaultError as `acknowledgeBackups`; `not-found`; those of the target.
 */
export async function acknowledgeTarget(
  vault: OpenVault,
  { reference, number }: { readonly reference: string; readonly number: number },
  job: Job,
): Promise<{ readonly target: KnownTarget; readonly faults: readonly ChainFault[] }> {
  requirePrivacyOfficer(vault);
  const target = targetMeant(await readBackupSettings(vault), reference);
  return await withTarget(vault, target, async (opened) => {
    const { chain } = await readOwnChain(ownBackups(vault, target, opened, job), null);
    acknowledgeBackups(vault, { computer: vault.computer.id, target: target.id }, chain, number);
    // Pruning goes on by her word while nobody is signed in, too.
    await keepLockedState(vault, ownWriterFile(vault));
    const acknowledged = acknowledgedAt(vault, target);
    const { files, clock, retentionRules } = vault.env;
    // What was in its way is not any more.
    await forgetPruned(files, memoryOf(vault, target.id));
    return { target, faults: faultsAt(clock.now(), { ...chain, acknowledged }, await retentionRules()) };
  });
}
