import { issueKeyrings } from '../access/issue-keyrings.ts';
import { type PreparedKey, prepareKey } from '../access/rekey.ts';
import { base64, newId } from '../crypto/bytes.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type DirectoryUser, findUser, withUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** The compartment that a user shares with the Privacy Officer begins with her as its member; the keyrings come after it. */
export function beginExchange(
  change: Change,
  { key, row }: PreparedKey,
  { user, signing }: { readonly user: string; readonly signing: string },
): void {
  const member = { user, signing, rights: 'write', from: change.position, until: null, endsAt: null } as const;
  change.createCompartment(key, row);
  change.setMembers(key.compartment, { purpose: 'exchange', members: [member], archive: null });
}

/** Her exchange, when it is broken: one that opens again could be written to with keys that have ended by then. */
export function brokenExchange(vault: OpenVault, { exchange }: DirectoryUser): string | null {
  return exchange !== null && vault.broken.has(exchange) ? exchange : null;
}

/** A broken exchange goes with all that was in it, which nobody is shown any more. */
export function giveUpExchange(change: Change, user: string, exchange: string): void {
  change.destroyCompartment(exchange);
  change.setDirectory((directory) => withUser(directory, user, (one) => ({ ...one, exchange: null })));
  change.tell('exchange-given-up', { user, compartment: exchange });
}

/** Gives the Privacy Officer of a vault from before there was one an exchange of her own. Only at her sign-in. */
export async function makeMissingExchange(vault: OpenVault): Promise<void> {
  const { id: user, author } = vault.user;
  if (findUser(vault.directory, user)?.exchange !== null) return;
  using prepared = await prepareKey(vault, newId(), 1, { purpose: 'exchange', of: null });
  const exchange = prepared.key.compartment;
  changeVault(vault, (change) => {
    beginExchange(change, prepared, { user, signing: base64(author.signing.publicKey) });
    change.setDirectory((directory) => withUser(directory, user, (one) => ({ ...one, exchange })));
    issueKeyrings(vault, change);
    change.tell('exchange-made', { user });
  });
}
