import { hmacSha256 } from '../crypto/age/primitives.ts';
import {
  formatX25519Recipient,
  generateX25519Identity,
  wipeX25519Identity,
  type X25519Identity,
} from '../crypto/age/x25519-identity.ts';
import { u64 } from '../crypto/bytes.ts';
import { deriveKey, wipe } from '../crypto/sealing.ts';

/**
 * The identity of a compartment in one epoch with what follows from it (docs/formats.md section 2). Who holds this can
 * read everything of that epoch; it is held by nobody who was not granted it.
 */
export interface CompartmentKey {
  readonly compartment: string;
  readonly epoch: number;
  readonly identity: X25519Identity;
  /** `age1…` */
  readonly recipient: string;
  readonly recordKey: Buffer;
  readonly blindingKey: Buffer;
}

export function compartmentKeyOf(
  vault: string,
  compartment: string,
  epoch: number,
  identity: X25519Identity,
): CompartmentKey {
  return {
    compartment,
    epoch,
    identity,
    recipient: formatX25519Recipient(identity.recipient),
    recordKey: deriveKey(identity.secretKey, vault, 'record-key'),
    blindingKey: deriveKey(identity.secretKey, vault, 'commit-blinding'),
  };
}

export function newCompartmentKey(vault: string, compartment: string, epoch: number): CompartmentKey {
  return compartmentKeyOf(vault, compartment, epoch, generateX25519Identity());
}

/** The key under which commit number `version` of this epoch stands in the audit log. */
export function blindedCommitId(key: CompartmentKey, version: number): Buffer {
  return hmacSha256(key.blindingKey, u64(version));
}

export function wipeCompartmentKey(key: CompartmentKey): void {
  wipeX25519Identity(key.identity);
  wipe(key.recordKey, key.blindingKey);
}
