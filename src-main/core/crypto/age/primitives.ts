import sodium from 'sodium-native';
import { VaultError } from '../../../contract/errors.ts';

/** Bytes of an X25519 secret key, public key or shared secret. */
export const x25519KeyBytes = 32;
/** Bytes that ChaCha20-Poly1305 adds to what it seals. */
export const sealTagBytes = 16;
/** Bytes of a ChaCha20-Poly1305 (IETF) nonce. */
export const sealNonceBytes = 12;
const sealKeyBytes = 32;

/** The functions used here; the published types lack the IETF ChaCha20-Poly1305 and ask for Buffers where bytes do. */
interface SodiumFunctions {
  crypto_hash_sha256(out: Uint8Array, message: Uint8Array): void;
  crypto_scalarmult(shared: Uint8Array, secretKey: Uint8Array, publicKey: Uint8Array): void;
  crypto_scalarmult_base(publicKey: Uint8Array, secretKey: Uint8Array): void;
  crypto_box_keypair(publicKey: Uint8Array, secretKey: Uint8Array): void;
  crypto_aead_chacha20poly1305_ietf_encrypt(
    out: Uint8Array,
    plaintext: Uint8Array,
    additionalData: Uint8Array | null,
    secretNonce: null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): number;
  crypto_aead_chacha20poly1305_ietf_decrypt(
    out: Uint8Array,
    secretNonce: null,
    sealed: Uint8Array,
    additionalData: Uint8Array | null,
    nonce: Uint8Array,
    key: Uint8Array,
  ): number;
}
const libsodium = sodium as unknown as SodiumFunctions;

/** The addon checks lengths only in some of its paths, and a wrong one there would be a read outside the buffer. */
export function requireLength(what: string, bytes: Uint8Array, expectedBytes: number): void {
  if (bytes.length !== expectedBytes) {
    throw new VaultError('internal', `${what} must have ${expectedBytes} bytes, not ${bytes.length}`);
  }
}

/** An X25519 secret key with its public key, 32 bytes each. */
interface X25519KeyPair {
  readonly secretKey: Buffer;
  readonly publicKey: Buffer;
}

/** A fresh random X25519 key pair. The caller wipes the secret key. */
export function generateX25519KeyPair(): X25519KeyPair {
  const pair = { secretKey: Buffer.alloc(x25519KeyBytes), publicKey: Buffer.alloc(x25519KeyBytes) };
  libsodium.crypto_box_keypair(pair.publicKey, pair.secretKey);
  return pair;
}

/** The X25519 public key of a 32-byte secret key (RFC 7748; libsodium clamps). */
export function x25519PublicKey(secretKey: Uint8Array): Buffer {
  requireLength('X25519 secret key', secretKey, x25519KeyBytes);
  const publicKey = Buffer.alloc(x25519KeyBytes);
  libsodium.crypto_scalarmult_base(publicKey, secretKey);
  return publicKey;
}

/**
 * The X25519 shared secret. Null when the public key is a low-order point, that is when the result would be all zeros
 * (age spec, X25519 recipient stanza; RFC 7748 section 6.1). The caller wipes the result.
 */
export function x25519SharedSecret(secretKey: Uint8Array, publicKey: Uint8Array): Buffer | null {
  requireLength('X25519 secret key', secretKey, x25519KeyBytes);
  requireLength('X25519 public key', publicKey, x25519KeyBytes);
  const shared = Buffer.alloc(x25519KeyBytes);
  try {
    libsodium.crypto_scalarmult(shared, secretKey, publicKey);
  } catch {
    // With checked lengths libsodium refuses for one reason only: a point of low order.
    return null;
  }
  return shared;
}

/** Seals `plaintext` into `out`, which must be 16 bytes longer (ChaCha20-Poly1305, RFC 8439, no additional data). */
export function sealChaCha(out: Uint8Array, plaintext: Uint8Array, nonce: Uint8Array, key: Uint8Array): void {
  requireLength('nonce', nonce, sealNonceBytes);
  requireLength('key', key, sealKeyBytes);
  requireLength('sealed output', out, plaintext.length + sealTagBytes);
  libsodium.crypto_aead_chacha20poly1305_ietf_encrypt(out, plaintext, null, null, nonce, key);
}

/** Opens what {@link sealChaCha} made. False when it is not authentic; `out` then holds no plaintext. */
export function openChaCha(out: Uint8Array, sealed: Uint8Array, nonce: Uint8Array, key: Uint8Array): boolean {
  requireLength('nonce', nonce, sealNonceBytes);
  requireLength('key', key, sealKeyBytes);
  requireLength('opened output', out, sealed.length - sealTagBytes);
  try {
    libsodium.crypto_aead_chacha20poly1305_ietf_decrypt(out, null, sealed, null, nonce, key);
    return true;
  } catch {
    // With checked lengths the only failure is the tag; libsodium checks it before it writes anything.
    out.fill(0);
    return false;
  }
}

/** A 32-byte key by HKDF-SHA-256 (RFC 5869). The caller wipes it. */
export function hkdfSha256(secret: Uint8Array, salt: Uint8Array | null, info: string): Buffer {
  const extracted = hmacSha256(salt ?? noSalt, secret);
  // The first block of the expansion is all that 32 bytes need.
  const expanded = hmacSha256(extracted, `${info}\x01`);
  extracted.fill(0);
  return expanded;
}

const noSalt = Buffer.alloc(0);
const sha256Bytes = 32;
const sha256BlockBytes = 64;

/**
 * HMAC-SHA-256 (RFC 2104), 32 bytes, for keys of at most 64 bytes. On libsodium's SHA-256, since a header needs five of
 * them and node:crypto spends more on making key objects than on hashing: 0.13 ms a header instead of 0.08.
 */
export function hmacSha256(key: Uint8Array, message: string | Uint8Array): Buffer {
  if (key.length > sha256BlockBytes) throw new VaultError('internal', 'an HMAC key longer than a block');
  const bytes = typeof message === 'string' ? Buffer.from(message, 'latin1') : message;
  // From the pool: zeroed memory of its own costs more than the hashing.
  const inner = Buffer.allocUnsafe(sha256BlockBytes + bytes.length).fill(0x36, 0, sha256BlockBytes);
  const outer = Buffer.allocUnsafe(sha256BlockBytes + sha256Bytes).fill(0x5c, 0, sha256BlockBytes);
  for (let index = 0; index < key.length; index += 1) {
    const byte = key[index] ?? 0;
    inner[index] = 0x36 ^ byte;
    outer[index] = 0x5c ^ byte;
  }
  inner.set(bytes, sha256BlockBytes);
  libsodium.crypto_hash_sha256(outer.subarray(sha256BlockBytes), inner);
  const mac = Buffer.allocUnsafe(sha256Bytes);
  libsodium.crypto_hash_sha256(mac, outer);
  inner.fill(0);
  outer.fill(0);
  return mac;
}
