import { VaultError } from '../../../contract/errors.ts';
import { brokenAgeFile } from './broken-age-file.ts';
import type { Stanza } from './header-format.ts';
import {
  generateX25519KeyPair,
  hkdfSha256,
  openChaCha,
  sealChaCha,
  sealNonceBytes,
  sealTagBytes,
  x25519KeyBytes,
  x25519SharedSecret,
} from './primitives.ts';
import { decodeBase64, encodeBase64 } from './strict-base64.ts';
import type { X25519Identity } from './x25519-identity.ts';

/** Bytes of the key that each age file has of its own. */
export const fileKeyBytes = 16;

const stanzaType = 'X25519';
const wrapInfo = 'age-encryption.org/v1/X25519';
const wrappedBytes = fileKeyBytes + sealTagBytes;
// Each wrapping key seals one message, so the spec fixes the nonce at zero.
const zeroNonce = Buffer.alloc(sealNonceBytes);

function wrappingKey(shared: Buffer, share: Uint8Array, recipient: Uint8Array): Buffer {
  return hkdfSha256(shared, Buffer.concat([share, recipient]), wrapInfo);
}

/**
 * Wraps a file key to one recipient (age spec, "The X25519 recipient type"), with a fresh ephemeral key.
 * Throws 'invalid-input' for a recipient that is a low-order point: everybody could open that.
 */
export function wrapToX25519(fileKey: Uint8Array, recipient: Uint8Array): Stanza {
  const ephemeral = generateX25519KeyPair();
  const shared = x25519SharedSecret(ephemeral.secretKey, recipient);
  let key: Buffer | undefined;
  try {
    if (shared === null) throw new VaultError('invalid-input', 'the X25519 recipient is a point of low order');
    const share = ephemeral.publicKey;
    key = wrappingKey(shared, share, recipient);
    const body = Buffer.alloc(wrappedBytes);
    sealChaCha(body, fileKey, zeroNonce, key);
    return { args: [stanzaType, encodeBase64(share)], body };
  } finally {
    ephemeral.secretKey.fill(0);
    shared?.fill(0);
    key?.fill(0);
  }
}

/**
 * Unwraps the file key from a stanza. Null: of another type, or for somebody else. Throws 'integrity-violated' (part
 * 'header') when the stanza is X25519 but not as the spec has it, whoever it is for. The caller wipes the result.
 */
export function unwrapFromX25519(stanza: Stanza, identity: X25519Identity): Buffer | null {
  if (stanza.args[0] !== stanzaType) return null;
  const share = stanza.args.length === 2 ? decodeBase64(stanza.args[1] ?? '') : null;
  if (share?.length !== x25519KeyBytes) throw brokenAgeFile('header', 'malformed X25519 share');
  // Checked before opening: a longer key would let one file open to different contents (age spec, file key).
  if (stanza.body.length !== wrappedBytes) throw brokenAgeFile('header', 'malformed X25519 body');
  const shared = x25519SharedSecret(identity.secretKey, share);
  if (shared === null) throw brokenAgeFile('header', 'X25519 share is a point of low order');
  const key = wrappingKey(shared, share, identity.recipient);
  try {
    const fileKey = Buffer.alloc(fileKeyBytes);
    return openChaCha(fileKey, stanza.body, zeroNonce, key) ? fileKey : null;
  } finally {
    shared.fill(0);
    key.fill(0);
  }
}
