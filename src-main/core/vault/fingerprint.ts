import { bind, sha256 } from '../crypto/binding.ts';
import { fromBase64 } from '../crypto/bytes.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What two people compare to be sure of public keys: six groups of four letters and digits, 120 bits in Crockford's
 * base32, which has no letters that look alike (docs/formats.md section 2).
 * @param keys base64 public keys.
 */
export function fingerprint(vault: string, keys: readonly string[]): string {
  const digest = sha256(bind(vault, 'fingerprint', ...keys.map(fromBase64))).subarray(0, 15);
  let bits = 0n;
  for (const byte of digest) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let index = 23n; index >= 0n; index -= 1n) text += alphabet[Number((bits >> (index * 5n)) & 31n)];
  return text.match(/.{4}/g)?.join('-') ?? text;
}
