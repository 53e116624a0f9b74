import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import { openWithX25519, sealToX25519 } from '../crypto/age/seal.ts';
import { parseX25519Recipient, type X25519Identity, x25519IdentityFromRaw } from '../crypto/age/x25519-identity.ts';
import { bind } from '../crypto/binding.ts';
import { base64, fromBase64, padded } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { type SigningKey, sign, signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import { IdSchema, KeySchema, RecipientSchema, type Rights, RightsSchema } from '../vault/schemas.ts';
import type { CompartmentKey } from './compartment-key.ts';

const KeyringSchema = z.strictObject({
  vault: IdSchema,
  user: IdSchema,
  signing: KeySchema,
  recipient: RecipientSchema,
  version: z.int().min(1),
  entries: z.array(z.strictObject({ c: IdSchema, e: z.int().min(1), k: KeySchema, r: RightsSchema, m: KeySchema })),
});
type Keyring = z.infer<typeof KeyringSchema>;

const sizeStep = 4096;

/** Whose keyring: the user and the public keys in force that its contents are bound to. */
export interface KeyringHolder {
  readonly user: string;
  readonly signing: string;
  readonly recipient: string;
}

export interface Grant {
  readonly key: CompartmentKey;
  readonly rights: Rights;
  /** `memberListHash` of the compartment: somebody with `write`, or with a former officer's key, could else put another one there. */
  readonly listHash: string;
}

/** What a keyring says of one key of a compartment. */
export interface KeyringEntry {
  readonly compartment: string;
  readonly epoch: number;
  readonly identity: X25519Identity;
  readonly rights: Rights;
  readonly listHash: string;
}

/**
 * Seals all keyrings of one access version, each to its holder, all of one size, so that a comparison of two copies
 * of the vault shows that access changed but not whose (docs/formats.md section 7.3).
 */
export function sealKeyrings(
  vault: string,
  version: number,
  holders: readonly { holder: KeyringHolder; grants: readonly Grant[] }[],
  officer: SigningKey,
): Map<string, Buffer> {
  const keyrings = holders.map(({ holder, grants }) => keyringBytes(vault, version, holder, grants));
  const size = Math.max(...keyrings.map((bytes) => bytes.length));
  const sealed = new Map<string, Buffer>();
  for (const [index, { holder }] of holders.entries()) {
    const json = padded(keyrings[index] ?? Buffer.alloc(0), Math.ceil(size / sizeStep) * sizeStep);
    const plaintext = Buffer.concat([sign(officer, bind(vault, 'keyring', json)), json]);
    sealed.set(holder.user, sealToX25519(plaintext, [parseX25519Recipient(holder.recipient)]));
    wipe(json, plaintext, keyrings[index]);
  }
  return sealed;
}

/**
 * Opens a keyring and checks that the Privacy Officer made it for this holder, these keys and this access version.
 * @throws VaultError `integrity-violated` part `keyring`.
 */
export function openKeyring(
  sealed: Uint8Array,
  expected: { vault: string; holder: KeyringHolder; version: number; officerKeys: readonly string[] },
  identities: readonly X25519Identity[],
): KeyringEntry[] {
  const plaintext = openWithX25519(sealed, identities);
  if (plaintext === null) throw brokenKeyring();
  try {
    const json = plaintext.subarray(signatureBytes);
    const message = bind(expected.vault, 'keyring', json);
    const signature = plaintext.subarray(0, signatureBytes);
    if (!expected.officerKeys.some((key) => verify(fromBase64(key), message, signature))) throw brokenKeyring();
    const parsed = KeyringSchema.safeParse(parseJson(json));
    if (!parsed.success || !isFor(parsed.data, expected)) throw brokenKeyring();
    return parsed.data.entries.map((entry) => ({
      compartment: entry.c,
      epoch: entry.e,
      identity: x25519IdentityFromRaw(fromBase64(entry.k)),
      rights: entry.r,
      listHash: entry.m,
    }));
  } finally {
    wipe(plaintext);
  }
}

function isFor(keyring: Keyring, expected: { vault: string; holder: KeyringHolder; version: number }): boolean {
  return (
    keyring.vault === expected.vault &&
    keyring.user === expected.holder.user &&
    keyring.signing === expected.holder.signing &&
    keyring.recipient === expected.holder.recipient &&
    keyring.version === expected.version
  );
}

function keyringBytes(vault: string, version: number, holder: KeyringHolder, grants: readonly Grant[]): Buffer {
  const keyring: Keyring = {
    vault,
    user: holder.user,
    signing: holder.signing,
    recipient: holder.recipient,
    version,
    entries: grants.map(({ key, rights, listHash }) => ({
      c: key.compartment,
      e: key.epoch,
      k: base64(key.identity.secretKey),
      r: rights,
      m: listHash,
    })),
  };
  return Buffer.from(JSON.stringify(keyring), 'utf8');
}

function brokenKeyring(): VaultError {
  return violated('keyring', 'a keyring is not the one that the Privacy Officer issued last');
}
