import { bind, sha256 } from '../crypto/binding.ts';
import { base64, fromBase64, idBytes } from '../crypto/bytes.ts';
import type { Change } from '../vault/change.ts';
import { type DirectoryUser, presentKey } from '../vault/directory.ts';
import type { BrokenCompartment, OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { type Grant, type KeyringHolder, sealKeyrings } from './keyring.ts';
import { presentMember } from './member-list.ts';

/**
 * Seals every keyring anew under the next access version: the last step of every change of access
 * (docs/formats.md section 7.3). Only the Privacy Officer can, for only she holds every key.
 * Of a compartment that is broken the keys are carried over as they are, to the members that its list names if that is the
 * one of the last change, else to her alone: whoever can break one must not keep anybody else's access as it is.
 */
export function issueKeyrings(vault: OpenVault, change: Change): void {
  change.writeMemberLists();
  const carriedOver = [...vault.broken].map(([id, broken]) => ({ id, ...broken }));
  const compartments = [
    ...change.compartments(),
    ...carriedOver.filter(({ id, keys }) => keys.size > 0 && !change.isDestroyed(id)),
  ];
  const lists = memberListsHash(vault.id, compartments);
  change.setDirectory((directory) => ({ ...directory, lists, accessVersion: vault.directory.accessVersion + 1 }));
  const { users, accessVersion } = change.directory;
  const holders = users
    .filter((user) => user.state !== 'disabled')
    .map((user) => ({ holder: holderOf(user), grants: grantsOf(user, compartments) }));
  const sealed = sealKeyrings(vault.id, accessVersion, holders, vault.user.author.signing);
  const keyrings = Object.fromEntries([...sealed].map(([user, keyring]) => [user, base64(sha256(keyring))]));
  change.setDirectory((directory) => ({ ...directory, keyrings }));
  vault.db.run('DELETE FROM keyrings');
  for (const [user, keyring] of sealed) {
    vault.db.run(
      'INSERT INTO keyrings (user, version, sealed) VALUES (?, ?, ?)',
      idBytes(user),
      accessVersion,
      keyring,
    );
  }
}

/**
 * Over the hash of every member list there is (docs/formats.md section 7.2), base64.
 * @param compartments all of the vault's: only the Privacy Officer and the recovery key open them.
 */
export function memberListsHash(
  vault: string,
  compartments: readonly Pick<OpenCompartment, 'id' | 'listHash'>[],
): string {
  const ordered = [...compartments].sort((a, b) => (a.id < b.id ? -1 : 1));
  const hashes = ordered.flatMap(({ id, listHash }) => [idBytes(id), fromBase64(listHash)]);
  return base64(sha256(bind(vault, 'member-lists', ...hashes)));
}

/** Whose keyring it is, by the key in force. */
export function holderOf(user: DirectoryUser): KeyringHolder {
  const { signing, recipient } = presentKey(user);
  return { user: user.id, signing, recipient };
}

type Granted = Pick<BrokenCompartment, 'keys' | 'listHash' | 'members'>;

function grantsOf(user: DirectoryUser, compartments: readonly Granted[]): Grant[] {
  return compartments.flatMap((compartment) => {
    const member = compartment.members && presentMember(compartment.members, user.id);
    const rights = user.role === 'privacy-officer' ? 'write' : member?.rights;
    if (rights === undefined) return [];
    const { keys, listHash } = compartment;
    return [...keys.values()].map((key) => ({ key, rights, listHash }));
  });
}
