import { randomBytes, timingSafeEqual } from 'node:crypto';
import { VaultError } from '../../../contract/errors.ts';
import { brokenAgeFile } from './broken-age-file.ts';
import {
  headerSize,
  type ParsedHeader,
  parseHeader,
  type Stanza,
  serializeAuthenticated,
  serializeHeader,
} from './header-format.ts';
import { hkdfSha256, hmacSha256, requireLength } from './primitives.ts';
import type { X25519Identity } from './x25519-identity.ts';
import { fileKeyBytes, unwrapFromX25519, wrapToX25519 } from './x25519-stanza.ts';

/** A fresh 16-byte file key. The caller wipes it. */
export function generateFileKey(): Buffer {
  return randomBytes(fileKeyBytes);
}

function headerMac(fileKey: Uint8Array, authenticated: string | Uint8Array): Buffer {
  const key = hkdfSha256(fileKey, null, 'header');
  try {
    return hmacSha256(key, authenticated);
  } finally {
    key.fill(0);
  }
}

/**
 * A header that lets each recipient (32 public bytes) unwrap the file key. Throws 'invalid-input' without a recipient,
 * or for one that is a low-order point.
 */
export function createHeader(fileKey: Uint8Array, recipients: readonly Uint8Array[]): Buffer {
  requireLength('file key', fileKey, fileKeyBytes);
  if (recipients.length === 0) throw new VaultError('invalid-input', 'an age file needs a recipient');
  const authenticated = serializeAuthenticated(recipients.map((recipient) => wrapToX25519(fileKey, recipient)));
  return serializeHeader(authenticated, headerMac(fileKey, authenticated));
}

/**
 * Unwraps the file key of a header. Null: none of its stanzas is for these identities (unknown types are skipped).
 * Throws 'integrity-violated' (part 'header' or 'mac') when the header is malformed, or addressed to one of them and
 * altered. The caller wipes the result.
 */
export function unwrapFileKey(header: Uint8Array, identities: readonly X25519Identity[]): Buffer | null {
  const parsed = parseHeader(header);
  const fileKey = firstUnwrapped(parsed.stanzas, identities);
  if (fileKey === null) return null;
  if (macMatches(parsed, fileKey)) return fileKey;
  fileKey.fill(0);
  throw brokenAgeFile('mac', 'the header was altered');
}

function firstUnwrapped(stanzas: readonly Stanza[], identities: readonly X25519Identity[]): Buffer | null {
  for (const identity of identities) {
    for (const stanza of stanzas) {
      const fileKey = unwrapFromX25519(stanza, identity);
      if (fileKey !== null) return fileKey;
    }
  }
  return null;
}

function macMatches(parsed: ParsedHeader, fileKey: Uint8Array): boolean {
  return timingSafeEqual(parsed.mac, headerMac(fileKey, parsed.authenticated));
}

/** A whole age file as its two parts, which are views of it. Throws 'integrity-violated' when no header ends in it. */
export function splitAgeFile(file: Uint8Array): { header: Uint8Array; payload: Uint8Array } {
  const size = headerSize(file);
  if (size === null) throw brokenAgeFile('header', 'has no end');
  return { header: file.subarray(0, size), payload: file.subarray(size) };
}

/** The whole age file of a header and a payload. */
export function joinAgeFile(header: Uint8Array, payload: Uint8Array): Buffer {
  return Buffer.concat([header, payload]);
}
