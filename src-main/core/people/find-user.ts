import { invalidInput, notFound } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { type Directory, type DirectoryUser, findUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { shownName } from '../vault/shown-name.ts';
import { normalisedName } from '../vault/slots.ts';

/** The one of these whom an id means, or else a name. */
export function userMeant(users: readonly DirectoryUser[], reference: string): DirectoryUser | undefined {
  const name = normalisedName(reference);
  return users.find(({ id }) => id === reference) ?? users.find((one) => normalisedName(one.name) === name);
}

/**
 * Somebody who is in the office now, by id or by name.
 * @throws VaultError `not-found` for everybody else, those who left included.
 */
export function findPresentUser(directory: Directory, reference: string): DirectoryUser {
  const present = directory.users.filter(({ state }) => state !== 'disabled');
  const user = userMeant(present, reference);
  if (user) return user;
  throw userMeant(directory.users, reference)
    ? notFound('user-disabled', 'user', 'the user is disabled')
    : notFound('user', 'user', 'no such user');
}

/** As `findPresentUser`. @throws VaultError `invalid-input` for the one who is signed in: some things nobody does to herself. */
export function findOtherUser(vault: OpenVault, reference: string): DirectoryUser {
  const user = findPresentUser(vault.directory, reference);
  if (user.id !== vault.user.id) return user;
  throw invalidInput('privacy-officer-herself', 'user', 'nobody can do this to herself');
}

/** As the directory has it; the id of somebody whom it does not know. */
export function nameOfUser(vault: OpenVault, user: string): string {
  return findUser(vault.directory, user)?.name ?? user;
}

/**
 * A name as it is kept: white space trimmed and collapsed.
 * @throws VaultError `invalid-input` for one that cannot be shown; `name-taken` when somebody of the office is so called.
 */
export function newUserName(directory: Directory, name: string): string {
  const shown = shownName(name);
  const compared = normalisedName(shown);
  const taken = directory.users.some((user) => user.state !== 'disabled' && normalisedName(user.name) === compared);
  if (taken) throw new VaultError('name-taken', 'somebody is called so already', { details: { input: 'name' } });
  return shown;
}
