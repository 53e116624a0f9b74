import { issueKeyrings } from '../access/issue-keyrings.ts';
import { withoutMember } from '../access/member-list.ts';
import {
  beginEpochs,
  compartmentsOfMember,
  prepareNextEpochsOfAll,
  type Resealed,
  resealAll,
} from '../access/withdrawal.ts';
import { checkCancelled, type Job, unwatched } from '../job.ts';
import { carryOutRotations, planRotations } from '../rotation/rotations.ts';
import { openTasksOf } from '../tasks/list-tasks.ts';
import { handOverTasks } from '../tasks/write-task.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import { type DirectoryUser, withLastKeyEnded, withUser } from '../vault/directory.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { slotId } from '../vault/slots.ts';
import type { VaultFileContent } from '../vault/vault-file.ts';
import { brokenExchange, giveUpExchange } from './begin-exchange.ts';
import { findOtherUser } from './find-user.ts';

/** What became of somebody's access: how many compartments she could open, and how much was sealed again. */
export interface AccessEnded {
  readonly id: string;
  readonly name: string;
  readonly compartments: number;
  /** False where new keys of database and office that belong to it are still to come. */
  readonly rotated: boolean;
  readonly resealed: Resealed;
}

/**
 * Ends an account: no slot, no database key, no keyring, no grant, and a new key for everything, the database and the office
 * secret included, so that what she once held opens nothing that is written from here on. Her open
 * tasks become the Privacy Officer's. What is broken stands in nobody's way: it keeps its keys (`issueKeyrings`), and her
 * exchange, which she could break herself, goes.
 * @throws VaultError `not-authorised`, `not-found`, `invalid-input` for herself, `cancelled` before anything happened.
 */
export async function disableUser(vault: OpenVault, reference: string, job: Job = unwatched): Promise<AccessEnded> {
  requirePrivacyOfficer(vault);
  const user = findOtherUser(vault, reference);
  const held = compartmentsOfMember(vault, user.id).map(({ id }) => id);
  const tasks = openTasksOf(vault, user.id);
  const lost = brokenExchange(vault, user);
  using prepared = await prepareNextEpochsOfAll(vault);
  checkCancelled(job);
  await changeVaultWithFile(vault, withoutAccount(vault, user), (change) => {
    beginEpochs(change, prepared);
    for (const id of held) {
      change.setMembers(id, withoutMember(change.compartment(id).members, user.id, change.position));
    }
    change.setDirectory((directory) => withUser(directory, user.id, (one) => ended(one, change.position)));
    if (lost !== null) giveUpExchange(change, user.id, lost);
    issueKeyrings(vault, change);
    handOverTasks(vault, change, tasks);
    planRotations(change);
    change.tell('user-disabled', { user: user.id });
  });
  const rotated = await carryOutRotations(vault, job);
  const rekeyed = prepared.map(({ key }) => key.compartment);
  const resealed = await resealAll(vault, rekeyed, job);
  return { id: user.id, name: user.name, compartments: held.length, rotated, resealed };
}

function withoutAccount(vault: OpenVault, user: DirectoryUser): VaultFileContent {
  const { [slotId(vault.id, vault.officeSecret, 'everyday', user.name)]: _slot, ...slots } = vault.official.slots;
  const { [user.id]: _key, ...databaseKeys } = vault.official.databaseKeys;
  return { ...vault.official, slots, databaseKeys };
}

function ended(user: DirectoryUser, position: number): DirectoryUser {
  return { ...user, state: 'disabled', keys: withLastKeyEnded(user.keys, position) };
}
