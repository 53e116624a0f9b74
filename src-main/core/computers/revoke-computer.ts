import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import { vouchForComputers } from '../backup/sources/backup-writers.ts';
import { checkCancelled, type Job } from '../job.ts';
import { carryOutRotations, planRotations } from '../rotation/rotations.ts';
import { unlessViolatedAsync } from '../unless-violated.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import { type Directory, type DirectoryComputer, withStruckOff } from '../vault/directory.ts';
import { type OpenVault, requireChangeable, requirePrivacyOfficer } from '../vault/open-vault.ts';
import type { Role } from '../vault/schemas.ts';
import { usersOfComputer } from './users-of-computer.ts';

export interface RevokedComputer {
  readonly id: string;
  readonly name: string;
  /** Who may have used it, and needs new keys: who knows her password has the keys in the copy of the vault that lies there. */
  readonly renew: { readonly id: string; readonly name: string; readonly role: Role }[];
  /** False where new keys of database and office are still to come. */
  readonly rotated: boolean;
}

/**
 * Strikes a computer off, for one that is lost or stolen: it has no copy of the office secret any more, and that and the key of
 * the database are renewed, so that what lies there opens nothing that is written from here on, without the password of who
 * may have used it. Nobody else has to do anything. Progress in pages.
 * @param reference its id, or its name where no other one has it.
 * @throws VaultError `not-authorised`, `not-found`, `invalid-input` for the one that she works on, for one that was struck off
 * before and for a name of several; `cancelled` before anything happened.
 */
export async function revokeComputer(vault: OpenVault, reference: string, job: Job): Promise<RevokedComputer> {
  requirePrivacyOfficer(vault);
  requireChangeable(vault);
  const { id, name, from } = findComputer(vault, reference);
  // Where the log cannot be read, it may have been anybody.
  const used = await unlessViolatedAsync(() => usersOfComputer(vault, { id, from }));
  const users = used ?? vault.directory.users.filter(({ state }) => state !== 'disabled');
  const renew = new Set(users.map((user) => user.id));
  checkCancelled(job);
  const { [id]: _struckOff, ...computers } = vault.official.computers;
  await changeVaultWithFile(vault, { ...vault.official, computers }, (change) => {
    change.setDirectory((directory) =>
      withRenewal(withStruckOff(directory, id, change.position), renew, change.position),
    );
    planRotations(change);
    vouchForComputers(vault, change);
    change.tell('computer-struck-off', { computer: id, renew: [...renew] });
  });
  const rotated = await carryOutRotations(vault, job);
  return { id, name, renew: users.map((user) => ({ id: user.id, name: user.name, role: user.role })), rotated };
}

function findComputer(vault: OpenVault, reference: string): DirectoryComputer {
  const { computers } = vault.directory;
  const named = computers.filter(({ name }) => name === reference);
  const active = named.filter(({ state }) => state === 'active');
  const [found, another] = computers.filter(({ id }) => id === reference).concat(active.length > 0 ? active : named);
  if (found === undefined) throw notFound('computer', 'computer', 'no such computer');
  if (another !== undefined) {
    const candidates = named.map(({ id }) => id);
    throw invalidInput('ambiguous', 'computer', 'several are called so', { details: { candidates } });
  }
  if (found.state === 'struck-off') {
    throw invalidInput('computer-struck-off-already', 'computer', 'this computer was struck off before');
  }
  // The one that is left could be the last, and whoever strikes off her own could not sign in again.
  if (found.id === vault.computer.id) throw invalidInput('own-computer', 'computer', 'the computer that she works on');
  return found;
}

function withRenewal(directory: Directory, renew: ReadonlySet<string>, position: number): Directory {
  return {
    ...directory,
    users: directory.users.map((user) => (renew.has(user.id) ? { ...user, renew: position } : user)),
  };
}
