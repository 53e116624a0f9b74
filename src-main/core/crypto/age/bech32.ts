const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const groupOfLetter: ReadonlyMap<string, number> = new Map([...alphabet].map((letter, value) => [letter, value]));
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const checksumLetters = 6;

/** The checksum polynomial of BIP 173 over 5-bit groups. */
function polymod(groups: readonly number[]): number {
  let sum = 1;
  for (const group of groups) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ group;
    for (const [bit, factor] of generator.entries()) {
      if ((top >>> bit) & 1) sum ^= factor;
    }
  }
  return sum;
}

function expandPrefix(lowerPrefix: string): number[] {
  const codes = [...lowerPrefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function bytesToGroups(bytes: Uint8Array): number[] {
  const groups: number[] = [];
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      groups.push((held >> heldBits) & 31);
    }
  }
  if (heldBits > 0) groups.push((held << (5 - heldBits)) & 31);
  return groups;
}

/** Null when the padding is a whole group or not zero: each byte string has exactly one spelling. */
function groupsToBytes(groups: readonly number[]): Buffer | null {
  const bytes = Buffer.alloc((groups.length * 5) >> 3);
  let held = 0;
  let heldBits = 0;
  let length = 0;
  for (const group of groups) {
    held = ((held << 5) | group) & 0xfff;
    heldBits += 5;
    if (heldBits >= 8) {
      heldBits -= 8;
      bytes[length++] = (held >> heldBits) & 0xff;
    }
  }
  return heldBits < 5 && (held & ((1 << heldBits) - 1)) === 0 ? bytes : null;
}

/** Bech32 (BIP 173) in lower case, without its limit of 90 letters, which age does not keep either. */
export function encodeBech32(lowerPrefix: string, bytes: Uint8Array): string {
  const groups = bytesToGroups(bytes);
  const checksum =
    polymod([...expandPrefix(lowerPrefix), ...groups, ...new Array<number>(checksumLetters).fill(0)]) ^ 1;
  for (let index = 0; index < checksumLetters; index++) groups.push((checksum >>> (5 * (5 - index))) & 31);
  return `${lowerPrefix}1${groups.map((group) => alphabet.charAt(group)).join('')}`;
}

/**
 * The bytes of a Bech32 string with this prefix, all in the case of `prefix` (age: recipients lower, identities upper).
 * Null when it is anything else. The caller wipes the bytes if they are secret.
 */
export function decodeBech32(prefix: string, text: string): Buffer | null {
  const lowerPrefix = prefix.toLowerCase();
  const lowerText = text.toLowerCase();
  if (text !== (prefix === lowerPrefix ? lowerText : text.toUpperCase())) return null;
  if (!lowerText.startsWith(`${lowerPrefix}1`)) return null;
  const groups: number[] = [];
  for (const letter of lowerText.slice(lowerPrefix.length + 1)) {
    const value = groupOfLetter.get(letter);
    if (value === undefined) return null;
    groups.push(value);
  }
  if (groups.length < checksumLetters || polymod([...expandPrefix(lowerPrefix), ...groups]) !== 1) return null;
  return groupsToBytes(groups.slice(0, -checksumLetters));
}
