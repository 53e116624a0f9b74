import { randomInt } from 'node:crypto';
import type { Finding } from '../../../contract/check.ts';
import { VaultError } from '../../../contract/errors.ts';
import type { Job } from '../../job.ts';
import type { Environment, OpenVault } from '../../vault/open-vault.ts';
import { partOfWriter } from '../repository/examine-file.ts';
import { type BackupSource, openSource } from '../sources/backup-source.ts';
import { lockedSource } from '../sources/locked-source.ts';
import { type VaultHere, withVaultHere } from '../sources/vault-here.ts';
import { eachTarget, type TargetOutcome } from '../targets/each-target.ts';
import { type KnownTarget, memoryOf, readBackupSettings, targetsMeant } from '../targets/kept-settings.ts';
import { keepLockedState } from '../targets/locked-state.ts';
import { lookAtTarget } from '../targets/look-at-target.ts';
import { holdingMemory, withTarget } from '../targets/reach-target.ts';
import { afterFailedRun, afterGoodRun, readState, writeState } from '../targets/target-state.ts';
import { type BackupRun, runBackup } from './run-backup.ts';
import { noteRun } from './run-notes.ts';

export type TargetRun = TargetOutcome<BackupRun>;

/** Brings a target up to date where somebody in this process looks after it. @returns null where nobody does. */
export type RunHere = (vault: string, target: string, job: Job) => Promise<BackupRun | null>;

const nobodyDoes: RunHere = async () => null;

/**
 * Backs an open vault up, to one target of this computer or to all, one after the other: what goes wrong with one keeps the others
 * from nothing. May go on beside other calls.
 * @param reference id or name of a target; null for all.
 * @throws VaultError `not-found` without a target; `not-authorised` while the Privacy Officer has not vouched for this computer;
 * `cancelled`.
 */
export async function runOpen(
  vault: OpenVault,
  reference: string | null,
  job: Job,
  runHere: RunHere = nobodyDoes,
): Promise<readonly TargetRun[]> {
  const targets = targetsMeant(await readBackupSettings(vault), reference);
  const source = openSource(vault);
  await keepLockedState(vault, source.writerFile);
  return await runEach(vault, targets, { source, runHere }, job);
}

/**
 * As `runOpen`, of a vault to which nobody is signed in.
 * @throws VaultError also `vault-in-use` when somebody is, and those of `lockedSource`.
 */
export async function runLocked(
  env: Environment,
  folder: string,
  reference: string | null,
  job: Job,
  runHere: RunHere = nobodyDoes,
): Promise<readonly TargetRun[]> {
  return await withVaultHere(env, folder, async (here) => {
    const targets = targetsMeant(await readBackupSettings(here), reference);
    return await runEach(here, targets, { source: await lockedSource(here), runHere }, job);
  });
}

async function runEach(
  here: VaultHere,
  targets: readonly KnownTarget[],
  { source, runHere }: { readonly source: BackupSource; readonly runHere: RunHere },
  job: Job,
): Promise<readonly TargetRun[]> {
  const run = { source: async () => source, looksForOthers: true };
  const made = async (target: KnownTarget) =>
    (await runHere(here.id, target.id, job)) ?? (await runTarget(here, target, run, job));
  return await eachTarget(targets, job, made, isInUse);
}

/** By somebody whose own program makes the backups meanwhile. */
function isInUse({ code, details }: VaultError): boolean {
  return code === 'vault-in-use' && details.reason === undefined;
}

/** Whether something ended a run that says nothing of its target. */
function isOfTheVault(error: VaultError): boolean {
  return error.code === 'cancelled' || error.code === 'file-changed-while-read' || isInUse(error);
}

/**
 * Brings one target up to date.
 * @throws VaultError those of the run, of which the target's state and notes tell; also of `source`.
 */
export async function runTarget(
  here: VaultHere,
  target: KnownTarget,
  run: { readonly source: () => Promise<BackupSource>; readonly looksForOthers: boolean },
  job: Job,
): Promise<BackupRun> {
  const { looksForOthers } = run;
  return await holdingMemory(here, target.id, async (memory) => {
    const begunAt = here.env.clock.now();
    try {
      const source = await run.source();
      return await withTarget(here, target, async (opened) => {
        const made = await runBackup(source, { target: opened, memory, looksForOthers }, job);
        await keepOutcome(here, target, made, begunAt);
        await lookAtTarget(here, target, opened, job);
        return made;
      });
    } catch (error) {
      await keepFailure(here, target, error);
      throw error;
    }
  });
}

/** What a run failed of before it had begun, or meanwhile. Of what says nothing of the target nothing is kept. */
export async function keepFailure(
  here: Pick<VaultHere, 'env' | 'id'>,
  target: { readonly id: string },
  error: unknown,
): Promise<void> {
  const told = error instanceof VaultError ? error : new VaultError('internal', 'a run failed', { cause: error });
  if (!isOfTheVault(told)) await keepOutcome(here, target, told, here.env.clock.now());
}

/** What came of reading again what lies there, and what became of the chain. */
function findingsOfRun({ readBack, lostItsEnd, wasOvertaken, snapshot }: BackupRun): readonly Finding[] {
  const part = partOfWriter(snapshot, 'snapshots');
  const ofChain: Finding[] = [];
  if (lostItsEnd) {
    ofChain.push({ part, problem: 'cut-off', what: 'the newest snapshot that was there is gone', about: null });
  }
  if (wasOvertaken) {
    const what = 'there are snapshots by the key of this computer that it does not know of';
    ofChain.push({ part, problem: 'forked', what, about: null });
  }
  return [...ofChain, ...readBack.findings];
}

async function keepOutcome(
  here: Pick<VaultHere, 'env' | 'id'>,
  { id }: { readonly id: string },
  outcome: BackupRun | VaultError,
  begunAt: number,
): Promise<void> {
  const { files, clock } = here.env;
  const [memory, at] = [memoryOf(here, id), clock.now()];
  const state = await readState(files, memory);
  const jitter = randomInt(2 ** 32) / 2 ** 32;
  const next =
    outcome instanceof VaultError
      ? afterFailedRun(state, { at, jitter, error: outcome })
      : afterGoodRun(state, {
          at,
          tookMs: Math.max(0, at - begunAt),
          number: outcome.snapshot.number,
          findings: findingsOfRun(outcome),
        });
  await writeState(files, memory, next);
  await noteRun(files, memory, outcome, at);
}
