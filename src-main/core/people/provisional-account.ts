import { formatX25519Recipient, generateX25519Identity, wipeX25519Identity } from '../crypto/age/x25519-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { newSigningKey } from '../crypto/signing.ts';
import { sealDatabaseKeys } from '../vault/database-keys.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { slotContextOf, withSlot } from '../vault/own-slot.ts';
import { sealSlot, slotId } from '../vault/slots.ts';
import type { VaultFileContent } from '../vault/vault-file.ts';
import { nextSlotVersion, slotFacts } from './slot-writes.ts';

/** Public keys of an account that was made for somebody, and what `vault.json` holds with it. */
export interface ProvisionalAccount {
  readonly signing: string;
  readonly recipient: string;
  readonly content: VaultFileContent;
  /** For the audit entry. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * New provisional keys for a user, in a slot under a password that the Privacy Officer knows, and the database key sealed
 * to them. They serve until the user activates the account.
 */
export async function makeProvisionalAccount(
  vault: OpenVault,
  user: { readonly id: string; readonly name: string },
  password: string,
): Promise<ProvisionalAccount> {
  const identity = generateX25519Identity();
  const signing = newSigningKey();
  const slot = slotId(vault.id, vault.officeSecret, 'everyday', user.name);
  const context = slotContextOf(vault);
  const version = nextSlotVersion(vault);
  const recipient = formatX25519Recipient(identity.recipient);
  const sealed = await sealSlot(context, slot, password, {
    user: user.id,
    version,
    root: vault.root,
    identity: base64(identity.secretKey),
    signingSeed: base64(signing.seed),
  }).finally(() => {
    wipeX25519Identity(identity);
    wipe(signing.seed);
  });
  const { databaseKeys } = vault.official;
  return {
    signing: base64(signing.publicKey),
    recipient,
    content: {
      ...withSlot(vault.official, slot, sealed),
      databaseKeys: { ...databaseKeys, [user.id]: sealDatabaseKeys(vault.databaseKeys, recipient) },
    },
    facts: slotFacts(version, sealed),
  };
}
