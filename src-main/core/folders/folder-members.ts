import { brokenAt } from '../audit/log.ts';
import { timeOf } from '../ports/row.ts';
import { findUser } from '../vault/directory.ts';
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
  return members.map(({ user, rights, from, until, endsAt }) => ({
    id: user,
    name: nameOfUser(vault, user),
    rights,
    since: timeAt(vault, from),
    until: until === null ? null : timeAt(vault, until),
    endsAt,
  }));
}

/** As the directory has it; the id of somebody whom it does not know. */
export function nameOfUser(vault: OpenVault, user: string): string {
  return findUser(vault.directory, user)?.name ?? user;
}

function timeAt(vault: OpenVault, position: number): number {
  const row = vault.db.get('SELECT at FROM audit WHERE position = ?', position);
  if (!row) throw brokenAt(position);
  return timeOf(row, 'at');
}
