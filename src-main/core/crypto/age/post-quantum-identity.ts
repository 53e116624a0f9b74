import { randomBytes } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import { VaultError } from '../../../contract/errors.ts';
import { decodeBech32, encodeBech32 } from './bech32.ts';
import { requireLength } from './primitives.ts';

const identityPrefix = 'AGE-SECRET-KEY-PQ-';
const recipientPrefix = 'age1pq';
/** Bytes of the seed inside `AGE-SECRET-KEY-PQ-1…`. */
const postQuantumSeedBytes = 32;
const recipientBytes = 1216;

/** An age post-quantum identity (ML-KEM-768 with X25519). Wipe it with {@link wipePostQuantumIdentity}. */
export interface PostQuantumIdentity {
  /** The 32 secret bytes inside `AGE-SECRET-KEY-PQ-1…`, from which both key pairs follow. */
  readonly seed: Buffer;
}

/** A fresh random identity. */
export function generatePostQuantumIdentity(): PostQuantumIdentity {
  return { seed: randomBytes(postQuantumSeedBytes) };
}

/** The identity of 32 raw secret bytes, which are copied. */
export function postQuantumIdentityFromRaw(raw: Uint8Array): PostQuantumIdentity {
  requireLength('post-quantum identity', raw, postQuantumSeedBytes);
  return { seed: Buffer.from(raw) };
}

/** Overwrites the seed; the identity opens nothing any more. */
export function wipePostQuantumIdentity(identity: PostQuantumIdentity): void {
  identity.seed.fill(0);
}

/** `AGE-SECRET-KEY-PQ-1…`. A string cannot be wiped: for the recovery kit and for other programs only. */
export function formatPostQuantumIdentity(identity: PostQuantumIdentity): string {
  return encodeBech32(identityPrefix.toLowerCase(), identity.seed).toUpperCase();
}

/** Reads `AGE-SECRET-KEY-PQ-1…`; anything else is 'invalid-input'. */
export function parsePostQuantumIdentity(text: string): PostQuantumIdentity {
  const raw = decodeBech32(identityPrefix, text);
  try {
    if (raw?.length !== postQuantumSeedBytes) throw new VaultError('invalid-input', 'not a post-quantum age identity');
    return postQuantumIdentityFromRaw(raw);
  } finally {
    raw?.fill(0);
  }
}

/** The recipient `age1pq1…` (about 2,000 letters) that files for this identity are sealed to. Takes a few ms. */
export async function postQuantumRecipient(identity: PostQuantumIdentity): Promise<string> {
  return await identityToRecipient(formatPostQuantumIdentity(identity));
}

/** Whether a text is a well-formed `age1pq1…` recipient. */
export function isPostQuantumRecipient(text: string): boolean {
  return decodeBech32(recipientPrefix, text)?.length === recipientBytes;
}
