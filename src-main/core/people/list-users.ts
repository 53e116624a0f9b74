import { type DirectoryUser, presentKey } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Role } from '../vault/schemas.ts';
import { endorsementOf, userFingerprint } from './endorsements.ts';

/** `provisional`: not yet activated; `activated`: since then the Privacy Officer has not signed in. */
type AccountState = 'provisional' | 'activated' | 'active' | 'disabled';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly state: AccountState;
  readonly createdAt: number;
  readonly fingerprint: string;
}

/** Everybody, those who left included, by name. What it tells lies in the directory, which all may read. */
export function listUsers(vault: OpenVault): Account[] {
  return vault.directory.users
    .map((user) => accountOf(vault, user))
    .sort((a, b) => a.name.localeCompare(b.name) || a.createdAt - b.createdAt);
}

function accountOf(vault: OpenVault, user: DirectoryUser): Account {
  const { id, name, role, createdAt } = user;
  const activated = endorsementOf(vault, user);
  return {
    id,
    name,
    role,
    state: activated === null ? user.state : 'activated',
    createdAt,
    fingerprint: userFingerprint(vault.id, activated ?? presentKey(user)),
  };
}
