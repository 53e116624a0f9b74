import { createHeader, generateFileKey, joinAgeFile, splitAgeFile, unwrapFileKey } from './header.ts';
import { openPayload, sealPayload } from './payload.ts';
import { createPostQuantumHeader, unwrapPostQuantumFileKey } from './post-quantum-header.ts';
import type { PostQuantumIdentity } from './post-quantum-identity.ts';
import type { X25519Identity } from './x25519-identity.ts';

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
 * A whole small age file, in memory, to a post-quantum recipient `age1pq1…`. Throws 'invalid-input' when it is not one.
 * About 4 ms.
 */
export async function sealToPostQuantum(plaintext: Uint8Array, recipient: string): Promise<Buffer> {
  const { header, fileKey } = await createPostQuantumHeader(recipient);
  try {
    return joinAgeFile(header, sealPayload(fileKey, plaintext));
  } finally {
    fileKey.fill(0);
  }
}

/**
 * Opens a whole age file in memory with a post-quantum identity. Null: not addressed to it. Throws 'integrity-violated'
 * when it is malformed, or addressed to it and altered in any byte.
 */
export async function openWithPostQuantum(file: Uint8Array, identity: PostQuantumIdentity): Promise<Buffer | null> {
  const { header, payload } = splitAgeFile(file);
  const fileKey = await unwrapPostQuantumFileKey(header, identity);
  return fileKey === null ? null : openAndWipe(fileKey, payload);
}

function openAndWipe(fileKey: Buffer, payload: Uint8Array): Buffer {
  try {
    return openPayload(fileKey, payload);
  } finally {
    fileKey.fill(0);
  }
}
