import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import { openWithX25519, sealToX25519 } from '../crypto/age/seal.ts';
import { parseX25519Recipient, type X25519Identity } from '../crypto/age/x25519-identity.ts';
import { base64, fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { parseJson } from '../crypto/statement.ts';
import { unlessViolated } from '../unless-violated.ts';

/** A database key as SQLCipher takes it raw: 64 hex digits of key and 32 of salt. */
export const DatabaseKeySchema = z.string().regex(/^[0-9a-f]{96}$/);

const DatabaseKeysSchema = z.strictObject({ keys: z.array(DatabaseKeySchema).min(1).max(2) });

/** A user's entry in `vault.json` (docs/formats.md section 4). */
export function sealDatabaseKeys(keys: readonly Buffer[], recipient: string): string {
  const plaintext = Buffer.from(JSON.stringify({ keys: keys.map((key) => key.toString('hex')) }), 'utf8');
  const sealed = base64(sealToX25519(plaintext, [parseX25519Recipient(recipient)]));
  wipe(plaintext);
  return sealed;
}

/**
 * @param sealed undefined: there is no entry. Whoever has a slot has one too: both are written and removed together.
 * @throws VaultError `integrity-violated` part `vault.json databaseKeys <user>` when it is not for these identities.
 */
export function openDatabaseKeys(
  sealed: string | undefined,
  identities: readonly X25519Identity[],
  user: string,
): readonly Buffer[] {
  const plaintext = sealed === undefined ? null : unlessViolated(() => openWithX25519(fromBase64(sealed), identities));
  const parsed = DatabaseKeysSchema.safeParse(plaintext === null ? undefined : parseJson(plaintext));
  wipe(plaintext);
  if (!parsed.success) {
    throw violated(`vault.json databaseKeys ${user}`, 'a database key was altered');
  }
  return parsed.data.keys.map((key) => Buffer.from(key, 'hex'));
}
