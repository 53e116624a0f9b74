import { bind, sha256 } from '../crypto/binding.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { crockford } from '../crypto/crockford.ts';

/**
 * What two people compare to be sure of public keys: six groups of four letters and digits, 120 bits in Crockford's
 * base32, which has no letters that look alike (docs/formats.md section 2).
 * @param keys base64 public keys.
 */
export function fingerprint(vault: string, keys: readonly string[]): string {
  const digest = sha256(bind(vault, 'fingerprint', ...keys.map(fromBase64))).subarray(0, 15);
  const text = crockford(digest, 24);
  return text.match(/.{4}/g)?.join('-') ?? text;
}
