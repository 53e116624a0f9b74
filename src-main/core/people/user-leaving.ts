import { sharedCompartments } from '../access/withdrawal.ts';
import { accessOfPerson } from '../folders/access-of-person.ts';
import { countRows } from '../records/count-rows.ts';
import { openTasksOf } from '../tasks/list-tasks.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import type { Rights } from '../vault/schemas.ts';
import { findOtherUser } from './find-user.ts';

/** What disabling somebody would end, and what it would cost. */
export interface Leaving {
  readonly id: string;
  readonly name: string;
  readonly folders: { readonly id: string; readonly name: string; readonly rights: Rights }[];
  readonly tasks: { readonly id: string; readonly name: string }[];
  /** How many compartments get new keys, and how many rows are sealed again under them. */
  readonly compartments: number;
  readonly rows: number;
}

/** Changes nothing. @throws VaultError `not-authorised`, `not-found`, `invalid-input` for herself. */
export function userLeaving(vault: OpenVault, reference: string): Leaving {
  requirePrivacyOfficer(vault);
  const { id, name } = findOtherUser(vault, reference);
  const rekeyed = sharedCompartments(vault);
  return {
    id,
    name,
    folders: accessOfPerson(vault, id).map((folder) => ({ id: folder.id, name: folder.name, rights: folder.rights })),
    tasks: openTasksOf(vault, id).map((task) => ({ id: task.id, name: task.body.title })),
    compartments: rekeyed.length,
    rows: rekeyed.reduce((sum, compartment) => sum + rowsToReseal(vault, compartment.id), 0),
  };
}

/** Without the member list, which is written anew with the new key. */
function rowsToReseal({ db }: OpenVault, compartment: string): number {
  return countRows(db, 'records', compartment) - 1 + countRows(db, 'contents', compartment);
}
