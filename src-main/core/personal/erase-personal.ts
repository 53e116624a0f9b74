import { EntryTimes } from '../audit/entry-times.ts';
import { changeVault } from '../vault/change.ts';
import { type DirectoryUser, presentKey } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { forgetPersonal, personalCompartmentsOf } from './personal-compartment.ts';

const keptAfterLeavingMs = 30 * 24 * 60 * 60 * 1000;

/** Erases what people who left had of their own, 30 days later. Only at the Privacy Officer's sign-in. */
export function eraseLeftPersonal(vault: OpenVault): void {
  const { users } = vault.directory;
  const left = users.filter((user) => user.state === 'disabled' && personalCompartmentsOf(vault, user).length > 0);
  if (left.length === 0) return;
  const times = new EntryTimes(vault);
  const due = left.filter((user) => times.at(leftAt(user)) + keptAfterLeavingMs <= vault.env.clock.now());
  // Ids are no secret: somebody may have named another's as her own.
  const inUse = new Set(
    users.filter(({ state }) => state !== 'disabled').flatMap((user) => personalCompartmentsOf(vault, user)),
  );
  for (const user of due) {
    changeVault(vault, (change) => {
      forgetPersonal(vault, change, user, (compartment) => !inUse.has(compartment));
      change.tell('personal-erased', { user: user.id });
    });
  }
}

function leftAt(user: DirectoryUser): number {
  return presentKey(user).until ?? 0;
}
