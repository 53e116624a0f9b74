import { VaultError } from '../../contract/errors.ts';
import type { Directory, DirectoryUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { normalisedName } from '../vault/slots.ts';

/**
 * Somebody who is in the office now, by id or by name.
 * @throws VaultError `not-found` for everybody else, those who left included.
 */
export function findPresentUser(directory: Directory, reference: string): DirectoryUser {
  const present = directory.users.filter((user) => user.state !== 'disabled');
  const name = normalisedName(reference);
  const user = present.find(({ id }) => id === reference) ?? present.find((one) => normalisedName(one.name) === name);
  if (!user) throw new VaultError('not-found', 'no such user');
  return user;
}

/** As `findPresentUser`. @throws VaultError `invalid-input` for the one who is signed in: some things nobody does to herself. */
export function findOtherUser(vault: OpenVault, reference: string): DirectoryUser {
  const user = findPresentUser(vault.directory, reference);
  if (user.id !== vault.user.id) return user;
  throw new VaultError('invalid-input', 'nobody can do this to herself', { details: { input: 'user' } });
}

const longestName = 200;

/**
 * A name as it is kept: white space trimmed and collapsed.
 * @throws VaultError `invalid-input` for one that cannot be shown; `name-taken` when somebody of the office is so called.
 */
export function newUserName(directory: Directory, name: string): string {
  const shown = name.trim().replace(/\s+/gu, ' ');
  const compared = normalisedName(shown);
  if (compared === '' || shown.length > longestName || /\p{Cc}/u.test(shown) || !shown.isWellFormed()) {
    throw new VaultError('invalid-input', 'no name that can be shown', { details: { input: 'name' } });
  }
  const taken = directory.users.some((user) => user.state !== 'disabled' && normalisedName(user.name) === compared);
  if (taken) throw new VaultError('name-taken', 'somebody is called so already', { details: { input: 'name' } });
  return shown;
}
