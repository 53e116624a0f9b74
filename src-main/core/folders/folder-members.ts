import { EntryTimes } from '../audit/entry-times.ts';
import { nameOfUser } from '../people/find-user.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Rights } from '../vault/schemas.ts';
import { findFolder } from './find-folder.ts';

/** One entry of a folder's member list; somebody whose rights changed has several. Times in ms UTC. */
export interface FolderMember {
  /** The user's id. */
  readonly id: string;
  readonly name: string;
  readonly rights: Rights;
  readonly since: number;
  /** When it ended; null while it lasts. */
  readonly until: number | null;
  /** When it is going to end by itself. */
  readonly endsAt: number | null;
}

/**
 * Who may open a folder besides the Privacy Officer, past members included, in the order in which they came.
 * @throws VaultError `not-found`.
 */
export function folderMembers(vault: OpenVault, reference: string): FolderMember[] {
  const { members } = findFolder(vault, reference).compartment.members;
  const times = new EntryTimes(vault);
  return members.map(({ user, rights, from, until, endsAt }) => ({
    id: user,
    name: nameOfUser(vault, user),
    rights,
    since: times.at(from),
    until: until === null ? null : times.at(until),
    endsAt,
  }));
}
