import { hkdfSync } from 'node:crypto';
import sodium from 'sodium-native';
import { violated } from '../../contract/errors.ts';
import { bindingLabel } from './binding.ts';
import { asBuffer, idBytes } from './bytes.ts';

const nonceBytes = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
const tagBytes = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES;

/** By how much a seal is longer than what it holds. */
export const sealOverheadBytes: number = nonceBytes + tagBytes;

/** A key of 32 bytes from `secret` for one purpose in one vault: HKDF-SHA-256 (RFC 5869). */
export function deriveKey(secret: Uint8Array, vault: string, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, idBytes(vault), bindingLabel(label), 32));
}

/** XChaCha20-Poly1305-IETF under a random nonce: `nonce ‖ ciphertext ‖ tag`. */
export function seal(key: Uint8Array, additionalData: Uint8Array, plaintext: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(nonceBytes + plaintext.length + tagBytes);
  const nonce = sealed.subarray(0, nonceBytes);
  sodium.randombytes_buf(nonce);
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    sealed.subarray(nonceBytes),
    asBuffer(plaintext),
    asBuffer(additionalData),
    null,
    nonce,
    asBuffer(key),
  );
  return sealed;
}

/** @returns null when the key or the additional data is not the one it was sealed with, or a byte differs. */
export function tryUnseal(key: Uint8Array, additionalData: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const bytes = asBuffer(sealed);
  const plaintext = Buffer.allocUnsafe(bytes.length - nonceBytes - tagBytes);
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      plaintext,
      null,
      bytes.subarray(nonceBytes),
      asBuffer(additionalData),
      bytes.subarray(0, nonceBytes),
      asBuffer(key),
    );
  } catch {
    // sodium-native throws when the tag does not match; the caller decides what that means.
    return null;
  }
  return plaintext;
}

/** As `tryUnseal`. @throws VaultError `integrity-violated` naming `part`. */
export function unseal(key: Uint8Array, additionalData: Uint8Array, sealed: Uint8Array, part: string): Buffer {
  const plaintext = tryUnseal(key, additionalData, sealed);
  if (plaintext === null) throw violated(part, `seal broken: ${part}`);
  return plaintext;
}

/** Overwrites secrets with zeros, best effort: the engine may have moved copies. */
export function wipe(...secrets: readonly (Uint8Array | null | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}
