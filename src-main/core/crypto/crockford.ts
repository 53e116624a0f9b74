/** Crockford's base32: digits and capitals without I, L, O and U, so that nothing looks like another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first `letters` times five bits of some bytes. */
export function crockford(bytes: Uint8Array, letters: number): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const total = BigInt(bytes.length * 8);
  let text = '';
  for (let index = 1n; index <= BigInt(letters); index += 1n)
    text += alphabet[Number((bits >> (total - index * 5n)) & 31n)];
  return text;
}

/** What somebody typed, as it is meant: white space and dashes go, O is 0, I and L are 1. */
export function readCrockford(typed: string): string {
  return typed.replace(/[\s-]/gu, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
