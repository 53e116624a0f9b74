import { VaultError } from '../../contract/errors.ts';
import type { MaintenanceStep } from '../../contract/session.ts';
import { endExpiredGrants } from '../access/end-expired-grants.ts';
import { forgetEmptyEpochs } from '../access/forget-epochs.ts';
import { hasOldRows } from '../access/rekey.ts';
import { resealEach } from '../access/withdrawal.ts';
import { writeDueCheckpoint } from '../audit/write-due-checkpoint.ts';
import { tellBackups } from '../backup/runs/tell-backups.ts';
import { vouchForMissingComputers } from '../backup/sources/backup-writers.ts';
import { purgeBin } from '../documents/purge-bin.ts';
import { sweepObjects } from '../documents/sweep-objects.ts';
import { sweepDrill } from '../drill/drill-folder.ts';
import { planDrills } from '../drill/drill-task.ts';
import type { Job } from '../job.ts';
import { makeMissingExchange } from '../people/begin-exchange.ts';
import { type ConfirmedAccount, certifyAccounts } from '../people/certify-accounts.ts';
import { dropProvisionalKeys } from '../people/drop-provisional-keys.ts';
import { tellSignIn } from '../people/sign-ins-told.ts';
import { eraseLeftPersonal } from '../personal/erase-personal.ts';
import { makeMissingPersonal } from '../personal/make-missing-personal.ts';
import { finishRotation, goOnWithRotations } from '../rotation/rotations.ts';
import { takeSpool } from '../spool/take-spool.ts';
import { expireCopies } from './expire-copies.ts';
import { foldFailedSignIns } from './fold-failed-sign-ins.ts';
import { isPrivacyOfficer, type OpenVault } from './open-vault.ts';
import type { SignedIn } from './sign-in.ts';

/** A step that could not be done now; everything else works, and the next sign-in tries it again. */
interface UnfinishedStep {
  readonly step: MaintenanceStep;
  readonly error: VaultError;
}

/** What a sign-in has to tell of the work that it finished. */
export interface Maintained {
  readonly confirmed: readonly ConfirmedAccount[];
  /** Attempts with anybody's name that failed and that the log was told of now; null for all but the Privacy Officer. */
  readonly failedInOffice: number | null;
  readonly unfinished: readonly UnfinishedStep[];
}

interface Step {
  readonly name: MaintenanceStep;
  readonly who: 'privacy-officer' | 'everybody';
  readonly run: (signedIn: SignedIn, password: string, job: Job) => unknown;
}

/** Before anything else that the sign-in does. */
const tellFirst: Step = { name: 'tell-sign-in', who: 'everybody', run: tellSignIn };

/** Before anybody changes the files that a rotation was changing. */
const finishFirst: Step = { name: 'finish-rotation', who: 'everybody', run: ({ vault }) => finishRotation(vault) };

/**
 * In this order, after the accounts and the failed sign-ins: what changes access comes before the sealing again that it asks for, and the checkpoint
 * takes it all in.
 */
const steps: readonly Step[] = [
  { name: 'make-exchange', who: 'privacy-officer', run: ({ vault }) => makeMissingExchange(vault) },
  { name: 'vouch-for-computers', who: 'privacy-officer', run: ({ vault }) => vouchForMissingComputers(vault) },
  { name: 'end-expired-grants', who: 'privacy-officer', run: ({ vault }) => endExpiredGrants(vault) },
  { name: 'drop-provisional-keys', who: 'everybody', run: dropProvisionalKeys },
  { name: 'make-personal', who: 'everybody', run: makeMissingPersonal },
  { name: 'reseal-old-rows', who: 'everybody', run: ({ vault }, _, job) => resealWhatIsLeft(vault, job) },
  { name: 'forget-empty-epochs', who: 'privacy-officer', run: ({ vault }) => forgetEmptyEpochs(vault) },
  { name: 'sweep-objects', who: 'everybody', run: ({ vault }) => sweepObjects(vault) },
  { name: 'expire-copies', who: 'everybody', run: ({ vault }) => expireCopies(vault) },
  { name: 'sweep-drill', who: 'everybody', run: ({ vault }) => sweepDrill(vault) },
  { name: 'plan-drills', who: 'privacy-officer', run: ({ vault }) => planDrills(vault) },
  { name: 'tell-backups', who: 'everybody', run: ({ vault }) => tellBackups(vault) },
  { name: 'purge-bin', who: 'everybody', run: ({ vault }, _, job) => purgeBin(vault, job) },
  { name: 'erase-personal', who: 'privacy-officer', run: ({ vault }) => eraseLeftPersonal(vault) },
  { name: 'take-spool', who: 'privacy-officer', run: ({ vault }) => takeSpool(vault) },
  // Behind what writes the slot that the sign-in found: it has another id from here on.
  { name: 'rotate-keys', who: 'privacy-officer', run: ({ vault }, _, job) => goOnWithRotations(vault, job) },
  { name: 'write-due-checkpoint', who: 'privacy-officer', run: ({ vault }) => writeDueCheckpoint(vault) },
];

/**
 * Finishes what earlier sessions left, and what only this user can do. Every step may be stopped anywhere and begun again.
 * One that fails keeps nobody from working: it is reported. Nothing is done in a vault that takes no changes.
 */
export async function runMaintenance(signedIn: SignedIn, password: string, job: Job): Promise<Maintained> {
  const { vault } = signedIn;
  const unfinished: UnfinishedStep[] = [];
  const confirmed: ConfirmedAccount[] = [];
  const certify: Step = {
    name: 'certify-accounts',
    who: 'privacy-officer',
    run: async () => confirmed.push(...(await certifyAccounts(vault))),
  };
  let failedInOffice = isPrivacyOfficer(vault) ? 0 : null;
  const fold: Step = {
    name: 'fold-failed-sign-ins',
    who: 'privacy-officer',
    run: async () => {
      failedInOffice = await foldFailedSignIns(vault);
    },
  };
  for (const { name, who, run } of [tellFirst, finishFirst, certify, fold, ...steps]) {
    // Who stops the work that is left has signed in all the same, and the log says so.
    if (vault.readOnly || (job.signal.aborted && name !== tellFirst.name)) break;
    if (who === 'privacy-officer' && !isPrivacyOfficer(vault)) continue;
    try {
      await run(signedIn, password, job);
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      unfinished.push({ step: name, error });
    }
  }
  return { confirmed, failedInOffice, unfinished };
}

/** Long enough for a folder of ten thousand documents; what is more waits for the sign-ins after this one. */
const longestResealMs = 2000;

async function resealWhatIsLeft(vault: OpenVault, { signal, report }: Job): Promise<void> {
  const left = [...vault.compartments.values()].filter(
    (compartment) => compartment.rights === 'write' && hasOldRows(vault, compartment),
  );
  const { problem } = await resealEach(
    vault,
    left.map(({ id }) => id),
    { signal: AbortSignal.any([signal, AbortSignal.timeout(longestResealMs)]), report },
  );
  if (problem !== null && problem.code !== 'cancelled') throw problem;
}
