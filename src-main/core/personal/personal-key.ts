import {
  generateX25519Identity,
  wipeX25519Identity,
  type X25519Identity,
  x25519IdentityFromRaw,
} from '../crypto/age/x25519-identity.ts';
import { base64, fromBase64, newId } from '../crypto/bytes.ts';
import { deriveKey, wipe } from '../crypto/sealing.ts';

/** The identity of somebody's own compartment with what follows from it (docs/formats.md section 14). */
export interface PersonalKey {
  readonly compartment: string;
  readonly identity: X25519Identity;
  readonly recordKey: Buffer;
  /** Finds a row by its type and key. */
  readonly rowIdKey: Buffer;
}

/** As her slot has it: `identity` is the raw one, base64. */
export interface PersonalSecrets {
  readonly compartment: string;
  readonly identity: string;
}

export function personalKeyOf(vault: string, compartment: string, identity: X25519Identity): PersonalKey {
  return {
    compartment,
    identity,
    recordKey: deriveKey(identity.secretKey, vault, 'record-key'),
    rowIdKey: deriveKey(identity.secretKey, vault, 'personal-row-id'),
  };
}

export function newPersonalKey(vault: string): PersonalKey {
  return personalKeyOf(vault, newId(), generateX25519Identity());
}

export function personalKeyFromSlot(vault: string, { compartment, identity }: PersonalSecrets): PersonalKey {
  const raw = fromBase64(identity);
  try {
    return personalKeyOf(vault, compartment, x25519IdentityFromRaw(raw));
  } finally {
    wipe(raw);
  }
}

export function personalSecretsOf({ compartment, identity }: PersonalKey): PersonalSecrets {
  return { compartment, identity: base64(identity.secretKey) };
}

export function wipePersonalKey({ identity, recordKey, rowIdKey }: PersonalKey): void {
  wipeX25519Identity(identity);
  wipe(recordKey, rowIdKey);
}
