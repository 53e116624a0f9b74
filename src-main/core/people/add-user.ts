import { invalidInput } from '../../contract/error-reasons.ts';
import { issueKeyrings } from '../access/issue-keyrings.ts';
import { prepareKey } from '../access/rekey.ts';
import { newId } from '../crypto/bytes.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import type { DirectoryUser } from '../vault/directory.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import type { Role } from '../vault/schemas.ts';
import { beginExchange } from './begin-exchange.ts';
import { newUserName } from './find-user.ts';
import { requireGoodPassword } from './password-policy.ts';
import { makeProvisionalAccount } from './provisional-account.ts';

export interface NewUser {
  readonly name: string;
  readonly role: Role;
  readonly newPassword: string;
}

/**
 * A provisional account with a compartment that the user shares with the Privacy Officer.
 * @throws VaultError `not-authorised`, `invalid-input`, `name-taken`, `password-too-weak`.
 */
export async function addUser(vault: OpenVault, wanted: NewUser): Promise<{ id: string; name: string }> {
  requirePrivacyOfficer(vault);
  const { role, newPassword } = wanted;
  if (role === 'privacy-officer') {
    throw invalidInput('one-privacy-officer', 'role', 'there is one Privacy Officer');
  }
  const id = newId();
  const name = newUserName(vault.directory, wanted.name);
  requireGoodPassword(newPassword, { name, office: vault.directory.office, isPrivacyOfficer: false });

  const { signing, recipient, content, facts } = await makeProvisionalAccount(vault, { id, name }, newPassword);
  using exchange = await prepareKey(vault, newId(), 1, { purpose: 'exchange', of: null });
  await changeVaultWithFile(vault, content, (change) => {
    const user: DirectoryUser = {
      id,
      name,
      role,
      state: 'provisional',
      createdAt: change.at,
      keys: [{ signing, recipient, from: change.position, until: null, provisional: true }],
      exchange: exchange.key.compartment,
    };
    beginExchange(change, exchange, { user: id, signing });
    change.setDirectory((directory) => ({ ...directory, users: [...directory.users, user] }));
    issueKeyrings(vault, change);
    change.tell('user-added', { user: id, role, ...facts });
  });
  return { id, name };
}
