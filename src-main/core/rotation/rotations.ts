import { VaultError } from '../../contract/errors.ts';
import { checkCancelled, type Job } from '../job.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type PendingWork, pendingWork } from '../vault/directory.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { withPending } from './pending.ts';
import { permitting, recoveryInPlace, replaceRecoveryFile, takeNextRecovery } from './recovery-file.ts';
import { dropFormerKey, rotateDatabaseKey } from './rotate-database-key.ts';
import { rotateOfficeSecret } from './rotate-office-secret.ts';

const rotations: Readonly<Record<PendingWork, (vault: OpenVault, job: Job) => Promise<void>>> = {
  'rotate-database-key': (vault, { report }) => rotateDatabaseKey(vault, report),
  'rotate-office-secret': (vault) => rotateOfficeSecret(vault),
};

/** Within a change by the Privacy Officer: what `carryOutRotations` is to do behind it, and otherwise her next sign-in. */
export function planRotations(change: Change, work: readonly PendingWork[] = pendingWork): void {
  change.setDirectory((directory) => withPending(directory, work));
}

/**
 * New keys for a vault whose former ones may be in other hands. Progress in pages of the database.
 * @returns how many people and computers have them; nobody has to do anything.
 * @throws VaultError `not-authorised`, `vault-read-only`, `cancelled` before anything happened; those of `goOnWithRotations`.
 */
export async function rotateKeys(vault: OpenVault, job: Job): Promise<{ people: number; computers: number }> {
  requirePrivacyOfficer(vault);
  checkCancelled(job);
  changeVault(vault, (change) => {
    planRotations(change);
    change.tell('rotation-planned', {});
  });
  await goOnWithRotations(vault, job);
  const { databaseKeys, computers } = vault.official;
  return { people: Object.keys(databaseKeys).length, computers: Object.keys(computers).length };
}

/**
 * Does the rotations that are still to come, each from its beginning, and ends what one left to the Privacy Officer. Only as
 * her. Cannot be stopped. Progress as of `rotateDatabaseKey`.
 * @throws VaultError those of the rotations; what is left stays in the directory.
 */
export async function goOnWithRotations(vault: OpenVault, job: Job): Promise<void> {
  for (const work of [...vault.directory.pending]) await rotations[work](vault, job);
  await endTwoRecoveryFiles(vault);
}

/**
 * As `goOnWithRotations`, behind a change that holds whatever becomes of them.
 * @returns false where something is still to come: at the next sign-in, which tells why it cannot be done.
 */
export async function carryOutRotations(vault: OpenVault, job: Job): Promise<boolean> {
  try {
    await goOnWithRotations(vault, job);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
  }
  return vault.directory.pending.length === 0;
}

/** What anybody's sign-in does of a rotation that was cut off (docs/formats.md section 5, *Every start*). */
export async function finishRotation(vault: OpenVault): Promise<void> {
  await vault.fileTurns.take(async () => {
    const [first, second] = vault.databaseKeys;
    if (second === undefined) await takeNextRecovery(vault);
    // Under the first the kit needs the file that is there, not the one that has the second alone.
    else if (first !== vault.databaseKeyInUse) await dropFormerKey(vault);
  });
}

/** Behind a rotation whose last step was cut off the directory permits two files still. */
async function endTwoRecoveryFiles(vault: OpenVault): Promise<void> {
  const { nextRecovery } = vault.directory.files;
  if (nextRecovery === undefined) return;
  await vault.fileTurns.take(async () => {
    const secrets = { databaseKeys: [vault.databaseKeyInUse], officeSecret: vault.officeSecret };
    const tell = (change: Change) => change.tell('recovery-file-renewed', {});
    const isThere = (await recoveryInPlace(vault)) === nextRecovery;
    const alone = isThere ? nextRecovery : await replaceRecoveryFile(vault, secrets, tell);
    changeVault(vault, (change) => {
      change.setDirectory((directory) => permitting(directory, alone));
      tell(change);
    });
  });
}
