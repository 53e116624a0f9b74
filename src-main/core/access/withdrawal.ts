import { isViolation, VaultError } from '../../contract/errors.ts';
import type { Job } from '../job.ts';
import type { Change } from '../vault/change.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { presentMember } from './member-list.ts';
import { type PreparedKey, type PreparedKeys, prepareNextEpochs, resealOldRows } from './rekey.ts';

/** Every compartment that a user is a member of now. */
export function compartmentsOfMember(vault: OpenVault, user: string): OpenCompartment[] {
  return [...vault.compartments.values()].filter(({ members }) => presentMember(members, user) !== null);
}

/**
 * The next epoch's key of everything that people share. For what names somebody in the directory at a known position of the
 * log: were only her compartments given new keys there, everybody with the database key would see which those are.
 */
export async function prepareNextEpochsOfAll(vault: OpenVault): Promise<PreparedKeys> {
  return await prepareNextEpochs(vault, sharedCompartments(vault));
}

/** What people share: all but what the log and the inbox are sealed to. */
export function sharedCompartments(vault: OpenVault): OpenCompartment[] {
  return [...vault.compartments.values()].filter(
    ({ members: { purpose } }) => purpose !== 'audit' && purpose !== 'inbox',
  );
}

/** Begins the prepared epochs: from here on every write of these compartments uses the new keys. */
export function beginEpochs(change: Change, prepared: readonly PreparedKey[]): void {
  for (const { key, row } of prepared) change.rekey(key, row);
}

/** How far the sealing again of older rows came; what is left goes on at the next sign-in of somebody with `write`. */
export interface Resealed {
  readonly rows: number;
  readonly complete: boolean;
}

/**
 * Seals again what is left of older epochs in these compartments. Being cancelled is no failure here: the change of access
 * that asked for it is made already, and says so.
 */
export async function resealAll(vault: OpenVault, compartments: readonly string[], job: Job): Promise<Resealed> {
  const { rows, problem } = await resealEach(vault, compartments, job);
  return { rows, complete: problem === null };
}

/** @returns what kept a compartment from being finished: being cancelled, or the first row that does not open. */
export async function resealEach(
  vault: OpenVault,
  compartments: readonly string[],
  job: Job,
): Promise<{ readonly rows: number; readonly problem: VaultError | null }> {
  let rows = 0;
  let problem: VaultError | null = null;
  for (const id of compartments) {
    const before = rows;
    const report = (done: number) => {
      rows = before + done;
      job.report(rows, null);
    };
    try {
      await resealOldRows(vault, id, { signal: job.signal, report });
    } catch (error) {
      if (error instanceof VaultError && error.code === 'cancelled') return { rows, problem: error };
      // Any member with `write` can leave a row that does not open: it must not keep the others from their new keys.
      if (!isViolation(error)) throw error;
      problem ??= error;
    }
  }
  return { rows, problem };
}
