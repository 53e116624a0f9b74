import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { hasExpired } from './expired-grants.ts';
import { issueKeyrings } from './issue-keyrings.ts';
import { presentMembers, withoutMember } from './member-list.ts';
import { prepareNextEpochs } from './rekey.ts';
import { beginEpochs } from './withdrawal.ts';

/**
 * Revokes every grant whose end has passed, with new keys for what it was for. Only at the Privacy Officer's; until she
 * signs in, the program alone keeps its user out (`dropExpiredGrants`).
 */
export async function endExpiredGrants(vault: OpenVault): Promise<void> {
  const now = vault.env.clock.now();
  const expired = [...vault.compartments.values()].flatMap((compartment) => {
    const members = presentMembers(compartment.members).filter((member) => hasExpired(member, now));
    return members.length === 0 ? [] : [{ compartment, members }];
  });
  if (expired.length === 0) return;
  const prepared = await prepareNextEpochs(
    vault,
    expired.map(({ compartment }) => compartment),
  );
  changeVault(vault, (change) => {
    beginEpochs(change, prepared);
    for (const { compartment, members } of expired) {
      const list = members.reduce(
        (left, { user }) => withoutMember(left, user, change.position),
        change.compartment(compartment.id).members,
      );
      change.setMembers(compartment.id, list);
      for (const { user, endsAt } of members) change.tell('grant-ended', { folder: compartment.id, user, endsAt });
    }
    issueKeyrings(vault, change);
  });
}
