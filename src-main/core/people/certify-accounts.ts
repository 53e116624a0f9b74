import { issueKeyrings } from '../access/issue-keyrings.ts';
import { withCertifiedKey } from '../access/member-list.ts';
import { beginEpochs, compartmentsOfMember, prepareNextEpochsOfAll } from '../access/withdrawal.ts';
import { type Change, changeVaultWithFile } from '../vault/change.ts';
import { sealDatabaseKeys } from '../vault/database-keys.ts';
import { type DirectoryUser, withLastKeyEnded } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { endorsementOf, userFingerprint } from './endorsements.ts';

interface Endorsed {
  readonly user: DirectoryUser;
  readonly signing: string;
  readonly recipient: string;
  readonly position: number;
}

/** An account whose keys count from now on, for the Privacy Officer to compare the verification characters with its user. */
export interface ConfirmedAccount {
  readonly id: string;
  readonly name: string;
  readonly fingerprint: string;
}

/**
 * Takes over the keys that users made at their first sign-in: from here on nothing is sealed to the provisional ones, and
 * everything that those could open has a new key. Only at the Privacy Officer's; does nothing when nobody waits.
 */
export async function certifyAccounts(vault: OpenVault): Promise<ConfirmedAccount[]> {
  const endorsed = vault.directory.users.flatMap((user) => {
    const found = endorsementOf(vault, user);
    if (found === null) return [];
    const { signing, recipient, position } = found;
    return [{ user, signing, recipient, position }];
  });
  if (endorsed.length === 0) return [];

  const held = new Set(endorsed.flatMap(({ user }) => compartmentsOfMember(vault, user.id).map(({ id }) => id)));
  using prepared = await prepareNextEpochsOfAll(vault);
  const confirmed = endorsed.map((one) => {
    const { id, name } = one.user;
    return { id, name, fingerprint: userFingerprint(vault.id, one) };
  });
  const databaseKeys = { ...vault.official.databaseKeys };
  for (const { user, recipient } of endorsed) {
    databaseKeys[user.id] = sealDatabaseKeys(vault.databaseKeys, recipient);
  }
  await changeVaultWithFile(vault, { ...vault.official, databaseKeys }, (change) => {
    beginEpochs(change, prepared);
    for (const compartment of held) certifyMembers(change, compartment, endorsed);
    change.setDirectory((directory) => ({
      ...directory,
      users: directory.users.map((user) => {
        const found = endorsed.find((one) => one.user.id === user.id);
        return found === undefined ? user : certified(user, found, change.position);
      }),
    }));
    issueKeyrings(vault, change);
    for (const { id, fingerprint } of confirmed) change.tell('user-certified', { user: id, fingerprint });
  });
  return confirmed;
}

function certifyMembers(change: Change, compartment: string, endorsed: readonly Endorsed[]): void {
  const members = endorsed.reduce(
    (list, { user, signing, position }) => withCertifiedKey(list, user.id, signing, position),
    change.compartment(compartment).members,
  );
  change.setMembers(compartment, members);
}

/** The provisional key signed changes of `vault.json` up to here, so that it ends here and not where the fresh one began. */
function certified(user: DirectoryUser, { signing, recipient, position }: Endorsed, now: number): DirectoryUser {
  const keys = [...withLastKeyEnded(user.keys, now), { signing, recipient, from: position, until: null }];
  return { ...user, state: 'active', keys };
}
