import { presentMember } from '../access/member-list.ts';
import { EntryTimes } from '../audit/entry-times.ts';
import { findPresentUser } from '../people/find-user.ts';
import type { FolderKind } from '../records/bodies.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import type { Rights } from '../vault/schemas.ts';
import { byName } from '../vault/shown-name.ts';
import { openFolders } from './find-folder.ts';

/** A folder that somebody has. Times in ms UTC. */
export interface PersonsFolder {
  readonly id: string;
  readonly name: string;
  readonly kind: FolderKind;
  readonly rights: Rights;
  readonly since: number;
  readonly endsAt: number | null;
}

/**
 * The folders that somebody has, by name; the Privacy Officer's are all.
 * @param reference id or name of somebody who works here.
 * @throws VaultError `not-authorised`, `not-found`.
 */
export function accessOfPerson(vault: OpenVault, reference: string): PersonsFolder[] {
  requirePrivacyOfficer(vault);
  const user = findPresentUser(vault.directory, reference);
  const times = new EntryTimes(vault);
  const found = openFolders(vault).folders.flatMap(({ compartment, name, body }): PersonsFolder[] => {
    const about = { id: compartment.id, name, kind: body.kind };
    if (user.role === 'privacy-officer') return [{ ...about, rights: 'write', since: body.createdAt, endsAt: null }];
    const grant = presentMember(compartment.members, user.id);
    return grant ? [{ ...about, rights: grant.rights, since: times.at(grant.from), endsAt: grant.endsAt }] : [];
  });
  return found.sort(byName);
}
