import { changeVault } from '../vault/change.ts';
import { findUser, presentKey } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { hasExpired } from './expired-grants.ts';
import { issueKeyrings } from './issue-keyrings.ts';
import { type Member, presentMembers, withMember, withoutMember } from './member-list.ts';
import { prepareNextEpochs } from './rekey.ts';
import { beginEpochs } from './withdrawal.ts';

/**
 * Revokes every grant whose end has passed, with new keys for what it was for. Only at the Privacy Officer's; until she
 * signs in, the program alone keeps its user out (`dropExpiredGrants`). So too what an account that ended, or a key that did, has
 * left: a compartment that was broken then, and opens again, still names it.
 */
export async function endExpiredGrants(vault: OpenVault): Promise<void> {
  const now = vault.env.clock.now();
  const found = [...vault.compartments.values()].flatMap((compartment) => {
    const members = presentMembers(compartment.members).filter(
      (member) => hasExpired(member, now) || signingKeyOf(vault, member) !== member.signing,
    );
    return members.length === 0 ? [] : [{ compartment, members }];
  });
  if (found.length === 0) return;
  using prepared = await prepareNextEpochs(
    vault,
    found.map(({ compartment }) => compartment),
  );
  changeVault(vault, (change) => {
    beginEpochs(change, prepared);
    for (const { compartment, members } of found) {
      let list = change.compartment(compartment.id).members;
      for (const member of members) {
        const { user, rights, endsAt } = member;
        const signing = hasExpired(member, now) ? null : signingKeyOf(vault, member);
        if (signing === null) {
          list = withoutMember(list, user, change.position);
          change.tell('grant-ended', { folder: compartment.id, user, endsAt });
        } else {
          list = withMember(list, { user, signing, rights, endsAt }, change.position);
          change.tell('grant-key-renewed', { folder: compartment.id, user, endsAt });
        }
      }
      change.setMembers(compartment.id, list);
    }
    issueKeyrings(vault, change);
  });
}

/** That a member signs with today; null for an account that has ended. */
function signingKeyOf(vault: OpenVault, { user }: Member): string | null {
  const account = findUser(vault.directory, user);
  return account === null || account.state === 'disabled' ? null : presentKey(account).signing;
}
