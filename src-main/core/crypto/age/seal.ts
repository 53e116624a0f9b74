import { createHeader, generateFileKey, joinAgeFile, splitAgeFile, unwrapFileKey } from './header.ts';
import { openPayload, sealPayload } from './payload.ts';
import { createPostQuantumHeader, unwrapPostQuantumFileKey } from './post-quantum-header.ts';
import { isPostQuantumRecipient, type PostQuantumIdentity } from './post-quantum-identity.ts';
import { parseX25519Recipient, type X25519Identity } from './x25519-identity.ts';

/** Anything that opens an age file here. */
export type AgeIdentity = X25519Identity | PostQuantumIdentity;

/** A whole small age file, in memory, to X25519 recipients (32 public bytes each). Synchronous, about 0.1 ms each. */
export function sealToX25519(plaintext: Uint8Array, recipients: readonly Uint8Array[]): Buffer {
  const fileKey = generateFileKey();
  try {
    return joinAgeFile(createHeader(fileKey, recipients), sealPayload(fileKey, plaintext));
  } finally {
    fileKey.fill(0);
  }
}

/**
 * Opens a whole age file in memory with X25519 identities. Null: not addressed to any of them. Throws
 * 'integrity-violated' when it is malformed, or addressed to one of them and altered in any byte.
 */
export function openWithX25519(file: Uint8Array, identities: readonly X25519Identity[]): Buffer | null {
  const { header, payload } = splitAgeFile(file);
  const fileKey = unwrapFileKey(header, identities);
  return fileKey === null ? null : openAndWipe(fileKey, payload);
}

/**
 * A whole small age file, in memory, to recipients `age1…` or `age1pq1…`, of one kind, as age asks. Throws
 * 'invalid-input' when there is none, one is malformed, or the kinds are mixed.
 */
export async function sealToRecipients(plaintext: Uint8Array, recipients: readonly string[]): Promise<Buffer> {
  if (!recipients.some(isPostQuantumRecipient)) return sealToX25519(plaintext, recipients.map(parseX25519Recipient));
  const { header, fileKey } = await createPostQuantumHeader(recipients);
  try {
    return joinAgeFile(header, sealPayload(fileKey, plaintext));
  } finally {
    fileKey.fill(0);
  }
}

/**
 * Opens a whole age file in memory with identities of either kind. Null: not addressed to any of them. Throws
 * 'integrity-violated' when it is malformed, or addressed to one of them and altered in any byte.
 */
export async function openSealed(file: Uint8Array, identities: readonly AgeIdentity[]): Promise<Buffer | null> {
  const { header, payload } = splitAgeFile(file);
  const native = identities.filter((identity) => identity.kind === 'x25519');
  const postQuantum = identities.filter((identity) => identity.kind === 'mlkem768x25519');
  const fileKey =
    unwrapFileKey(header, native) ??
    (postQuantum.length === 0 ? null : await unwrapPostQuantumFileKey(header, postQuantum));
  return fileKey === null ? null : openAndWipe(fileKey, payload);
}

function openAndWipe(fileKey: Buffer, payload: Uint8Array): Buffer {
  try {
    return openPayload(fileKey, payload);
  } finally {
    fileKey.fill(0);
  }
}
