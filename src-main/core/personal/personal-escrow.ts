import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import type { PostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { openWithPostQuantum, sealToPostQuantum } from '../crypto/age/seal.ts';
import { formatX25519Identity, parseX25519Identity } from '../crypto/age/x25519-identity.ts';
import { bind } from '../crypto/binding.ts';
import { fromBase64, paddedJson } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { sign, signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import type { Author } from '../records/sealed-record.ts';
import { IdSchema } from '../vault/schemas.ts';
import { type PersonalKey, personalKeyOf } from './personal-key.ts';

const PersonalEscrowSchema = z.strictObject({
  vault: IdSchema,
  compartment: IdSchema,
  user: IdSchema,
  /** `AGE-SECRET-KEY-1…`: as age takes it, so that recovery needs no program of ours. */
  identity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/),
});

/** What only the recovery key opens of a personal compartment, signed by whose it is. */
export async function sealPersonalEscrow(
  vault: string,
  { compartment, identity }: PersonalKey,
  owner: Author,
  recovery: string,
): Promise<Buffer> {
  const row = { vault, compartment, user: owner.user, identity: formatX25519Identity(identity) };
  const json = paddedJson(row, 512);
  const plaintext = Buffer.concat([sign(owner.signing, bind(vault, 'personal-key', json)), json]);
  try {
    return await sealToPostQuantum(plaintext, recovery);
  } finally {
    wipe(json, plaintext);
  }
}

/**
 * @param keysOf the signing keys (base64) that somebody had at any time, those that were only ever provisional left out.
 * @returns what the caller wipes. @throws VaultError `integrity-violated` part `personal <compartment>`.
 */
export async function openPersonalEscrow(
  sealed: Uint8Array,
  recovery: PostQuantumIdentity,
  { vault, compartment }: { readonly vault: string; readonly compartment: string },
  keysOf: (user: string) => readonly string[],
): Promise<{ readonly user: string; readonly key: PersonalKey }> {
  let plaintext: Buffer | null;
  try {
    plaintext = await openWithPostQuantum(sealed, recovery);
  } catch {
    // Whatever is wrong with the file, it is not what was escrowed, which is said of it in one way.
    plaintext = null;
  }
  try {
    const json = plaintext?.subarray(signatureBytes);
    const parsed = PersonalEscrowSchema.safeParse(json && parseJson(json));
    if (!plaintext || !json || !parsed.success) throw brokenEscrow(compartment);
    const row = parsed.data;
    const [message, signature] = [bind(vault, 'personal-key', json), plaintext.subarray(0, signatureBytes)];
    const isSigned = keysOf(row.user).some((key) => verify(fromBase64(key), message, signature));
    if (!isSigned || row.vault !== vault || row.compartment !== compartment) throw brokenEscrow(compartment);
    return { user: row.user, key: personalKeyOf(vault, compartment, parseX25519Identity(row.identity)) };
  } finally {
    wipe(plaintext);
  }
}

function brokenEscrow(compartment: string): VaultError {
  return violated(`personal ${compartment}`, 'an escrow that nobody made for herself');
}
