import { VaultError } from '../../../contract/errors.ts';
import { decodeBech32, encodeBech32 } from './bech32.ts';
import { generateX25519KeyPair, requireLength, x25519KeyBytes, x25519PublicKey } from './primitives.ts';

const identityPrefix = 'AGE-SECRET-KEY-';
const recipientPrefix = 'age';

/** An age X25519 identity: what opens files. Wipe it with {@link wipeX25519Identity}. */
export interface X25519Identity {
  /** The 32 secret bytes inside `AGE-SECRET-KEY-1…`. */
  readonly secretKey: Buffer;
  /** The 32 public bytes inside `age1…`: what files are sealed to. */
  readonly recipient: Buffer;
}

/** A fresh random identity. */
export function generateX25519Identity(): X25519Identity {
  const { secretKey, publicKey } = generateX25519KeyPair();
  return { secretKey, recipient: publicKey };
}

/** The identity of 32 raw secret bytes, which are copied. */
export function x25519IdentityFromRaw(raw: Uint8Array): X25519Identity {
  requireLength('X25519 identity', raw, x25519KeyBytes);
  const secretKey = Buffer.from(raw);
  return { secretKey, recipient: x25519PublicKey(secretKey) };
}

/** Overwrites the secret key; the identity opens nothing any more. */
export function wipeX25519Identity(identity: X25519Identity): void {
  identity.secretKey.fill(0);
}

/** `AGE-SECRET-KEY-1…`. A string cannot be wiped: for showing to people and for other programs only. */
export function formatX25519Identity(identity: X25519Identity): string {
  return encodeBech32(identityPrefix.toLowerCase(), identity.secretKey).toUpperCase();
}

/** Reads `AGE-SECRET-KEY-1…`; anything else is 'invalid-input'. */
export function parseX25519Identity(text: string): X25519Identity {
  const raw = decodeBech32(identityPrefix, text);
  try {
    if (raw?.length !== x25519KeyBytes) throw new VaultError('invalid-input', 'not an age X25519 identity');
    return x25519IdentityFromRaw(raw);
  } finally {
    raw?.fill(0);
  }
}

/** `age1…` of 32 public bytes. */
export function formatX25519Recipient(recipient: Uint8Array): string {
  requireLength('X25519 recipient', recipient, x25519KeyBytes);
  return encodeBech32(recipientPrefix, recipient);
}

/**
 * Reads `age1…` as 32 public bytes; anything else is 'invalid-input'. A low-order point is refused when something is
 * sealed to it.
 */
export function parseX25519Recipient(text: string): Buffer {
  const recipient = decodeBech32(recipientPrefix, text);
  if (recipient?.length !== x25519KeyBytes) throw new VaultError('invalid-input', 'not an age X25519 recipient');
  return recipient;
}
