import { randomBytes } from 'node:crypto';
import sodium from 'sodium-native';
import { asBuffer } from './bytes.ts';
import { wipe } from './sealing.ts';

export const signatureBytes: number = sodium.crypto_sign_BYTES;

/** An Ed25519 key pair (RFC 8032) kept as its 32-byte seed. */
export interface SigningKey {
  readonly publicKey: Buffer;
  readonly seed: Buffer;
}

export function newSigningKey(): SigningKey {
  return signingKeyOf(randomBytes(sodium.crypto_sign_SEEDBYTES));
}

export function signingKeyOf(seed: Uint8Array): SigningKey {
  const publicKey = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  const secretKey = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES);
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, asBuffer(seed));
  wipe(secretKey);
  return { publicKey, seed: asBuffer(seed) };
}

/** A 64-byte Ed25519 signature over `message`, which must come from `bind`. */
export function sign(key: SigningKey, message: Uint8Array): Buffer {
  const signature = Buffer.alloc(signatureBytes);
  // libsodium's secret key is the seed followed by the public key (RFC 8032 section 5.1.5).
  const secretKey = Buffer.concat([key.seed, key.publicKey]);
  sodium.crypto_sign_detached(signature, asBuffer(message), secretKey);
  wipe(secretKey);
  return signature;
}

export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== sodium.crypto_sign_PUBLICKEYBYTES || signature.length !== signatureBytes) return false;
  return sodium.crypto_sign_verify_detached(asBuffer(signature), asBuffer(message), asBuffer(publicKey));
}
