import { type DirectoryUser, presentKey } from '../vault/directory.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import type { Role } from '../vault/schemas.ts';
import { byName } from '../vault/shown-name.ts';
import { endorsementOf, userFingerprint } from './endorsements.ts';
import { toldOfUsers } from './sign-ins-told.ts';

/** `provisional`: not yet activated; `activated`: since then the Privacy Officer has not signed in. */
type AccountState = 'provisional' | 'activated' | 'active' | 'disabled';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly state: AccountState;
  readonly createdAt: number;
  readonly fingerprint: string;
  /** Whether she needs new keys, for a computer that she may have used was struck off. */
  readonly renew: boolean;
}

/** Everybody, those who left included, by name. What it tells lies in the directory, which all may read. */
export function listUsers(vault: OpenVault): Account[] {
  return vault.directory.users
    .map((user) => accountOf(vault, user))
    .sort((a, b) => byName(a, b) || a.createdAt - b.createdAt);
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
    renew: user.renew !== undefined,
  };
}

/** As the contract lists them: with what the log says, for the Privacy Officer, who alone can read it. */
export interface ListedAccount extends Account {
  /** ms UTC; null for everybody but the Privacy Officer, and for who never signed in. */
  readonly lastSignInAt: number | null;
  readonly secondFactor: boolean | null;
}

/** As `listUsers`, with sign-ins and second factors where they can be told. */
export async function listAccounts(vault: OpenVault): Promise<ListedAccount[]> {
  const accounts = listUsers(vault);
  if (!isPrivacyOfficer(vault)) return accounts.map((one) => ({ ...one, lastSignInAt: null, secondFactor: null }));
  const told = await toldOfUsers(vault);
  return accounts.map((one) => {
    const { signedInAt = null, secondFactor = false } = told.get(one.id) ?? {};
    return { ...one, lastSignInAt: signedInAt, secondFactor };
  });
}
