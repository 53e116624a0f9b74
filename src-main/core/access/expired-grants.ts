import type { OpenVault } from '../vault/open-vault.ts';
import { wipeCompartmentKey } from './compartment-key.ts';
import { type Member, presentMember } from './member-list.ts';

/** True from the moment on that a grant was to end. */
export function hasExpired({ endsAt }: Pick<Member, 'endsAt'>, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}

/**
 * Takes away what was granted to the signed-in user until a moment that has passed. By the program only: she still holds
 * the keys until the Privacy Officer's next sign-in revokes the grant (`endExpiredGrants`).
 */
export function dropExpiredGrants(vault: OpenVault): void {
  const now = vault.env.clock.now();
  for (const [id, { members, keys }] of vault.compartments) {
    const own = presentMember(members, vault.user.id);
    if (own === null || !hasExpired(own, now)) continue;
    vault.compartments.delete(id);
    for (const key of keys.values()) wipeCompartmentKey(key);
  }
}
