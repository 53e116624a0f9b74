import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import type { VaultError } from '../../contract/errors.ts';
import { checkCancelled, type Job, unwatched } from '../job.ts';
import { changeVault } from '../vault/change.ts';
import { type DirectoryUser, findUser, presentKey } from '../vault/directory.ts';
import { compartmentOf, type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import type { Rights } from '../vault/schemas.ts';
import { issueKeyrings } from './issue-keyrings.ts';
import { presentMember, withMember, withoutMember } from './member-list.ts';
import { prepareNextEpochs } from './rekey.ts';
import { beginEpochs, type Resealed, resealAll } from './withdrawal.ts';

/** A folder as far as its access list cares. */
export interface GrantedFolder {
  readonly id: string;
  readonly kind: 'client' | 'personnel';
}

export interface Terms {
  readonly rights: Rights;
  /** ms UTC; null until it is revoked. */
  readonly endsAt: number | null;
}

/**
 * Grants a folder, or changes the terms of a grant. Whoever gets a folder gets the keys of all that is in it; nobody
 * needs a new one.
 * @throws VaultError `not-authorised`, `not-found`, `invalid-input` for somebody who is not to have it, or an end that has
 * passed.
 */
export function grantFolder(vault: OpenVault, folder: GrantedFolder, userId: string, terms: Terms): void {
  requirePrivacyOfficer(vault);
  const user = findUser(vault.directory, userId);
  if (!user) throw notFound('user', 'user', 'no such user');
  requireMayHold(user, folder);
  const { rights, endsAt } = terms;
  if (endsAt !== null && endsAt <= vault.env.clock.now()) {
    throw invalidInput('end-passed', 'endsAt', 'the end of the grant has passed');
  }
  const { members } = compartmentOf(vault, folder.id);
  const { signing } = presentKey(user);
  const present = presentMember(members, user.id);
  if (present?.rights === rights && present.endsAt === endsAt && present.signing === signing) return;
  changeVault(vault, (change) => {
    change.setMembers(folder.id, withMember(members, { user: user.id, signing, rights, endsAt }, change.position));
    issueKeyrings(vault, change);
    change.tell('folder-granted', { folder: folder.id, user: user.id, rights, endsAt });
  });
}

/**
 * Ends a grant. From here on everything is written under a key that the user never had; what was written before is sealed
 * again under it, as far as the job gets.
 * @throws VaultError `not-authorised`, `invalid-input` of the Privacy Officer, `not-found` when there is no such grant, `cancelled` before anything happened.
 */
export async function revokeFolder(
  vault: OpenVault,
  folder: string,
  user: string,
  job: Job = unwatched,
): Promise<Resealed> {
  requirePrivacyOfficer(vault);
  const compartment = compartmentOf(vault, folder);
  if (findUser(vault.directory, user)?.role === 'privacy-officer') throw hasEveryFolder();
  if (presentMember(compartment.members, user) === null) throw notFound('grant', 'user', 'no such grant');
  using prepared = await prepareNextEpochs(vault, [compartment]);
  checkCancelled(job);
  changeVault(vault, (change) => {
    beginEpochs(change, prepared);
    change.setMembers(folder, withoutMember(change.compartment(folder).members, user, change.position));
    issueKeyrings(vault, change);
    change.tell('folder-revoked', { folder, user });
  });
  return await resealAll(vault, [folder], job);
}

function hasEveryFolder(): VaultError {
  return invalidInput('privacy-officer-has-every-folder', 'user', 'the Privacy Officer has every folder');
}

/** Personnel folders are for the office manager alone, and who looks after the machines reads nothing. */
function requireMayHold(user: DirectoryUser, folder: GrantedFolder): void {
  if (user.state === 'disabled') throw notFound('user-disabled', 'user', 'who has left is granted nothing');
  if (user.role === 'privacy-officer') throw hasEveryFolder();
  if (user.role === 'it-admin') {
    throw invalidInput('it-admin-has-no-folder', 'user', 'an IT administrator is granted no folder');
  }
  if (folder.kind === 'personnel' && user.role !== 'office-manager') {
    throw invalidInput('personnel-folder', 'user', 'a personnel folder is for the office manager');
  }
}
