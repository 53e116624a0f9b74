const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const checksumLetters = 6;
const notInAlphabet = 0xff;

/** The 5-bit group of each ASCII code. */
const groupOfCode = new Uint8Array(128).fill(notInAlphabet);
for (let group = 0; group < alphabet.length; group++) groupOfCode[alphabet.charCodeAt(group)] = group;

/** One step of the checksum polynomial of BIP 173. */
function step(sum: number, group: number): number {
  const top = sum >>> 25;
  let next = ((sum & 0x1ffffff) << 5) ^ group;
  if (top & 1) next ^= 0x3b6a57b2;
  if (top & 2) next ^= 0x26508e6d;
  if (top & 4) next ^= 0x1ea119fa;
  if (top & 8) next ^= 0x3d4233dd;
  if (top & 16) next ^= 0x2a1462b3;
  return next;
}

function sumOfPrefix(lowerPrefix: string): number {
  let sum = 1;
  for (let at = 0; at < lowerPrefix.length; at++) sum = step(sum, lowerPrefix.charCodeAt(at) >> 5);
  sum = step(sum, 0);
  for (let at = 0; at < lowerPrefix.length; at++) sum = step(sum, lowerPrefix.charCodeAt(at) & 31);
  return sum;
}

function bytesToGroups(bytes: Uint8Array): Uint8Array {
  const groups = new Uint8Array(Math.ceil((bytes.length * 8) / 5));
  let length = 0;
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      groups[length++] = (held >> heldBits) & 31;
    }
  }
  if (heldBits > 0) groups[length] = (held << (5 - heldBits)) & 31;
  return groups;
}

/** Null when the padding is a whole group or not zero: each byte string has exactly one spelling. */
function groupsToBytes(groups: Uint8Array): Buffer | null {
  const bytes = Buffer.alloc((groups.length * 5) >> 3);
  let length = 0;
  let held = 0;
  let heldBits = 0;
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
  let text = `${lowerPrefix}1`;
  let sum = sumOfPrefix(lowerPrefix);
  for (const group of groups) {
    text += alphabet.charAt(group);
    sum = step(sum, group);
  }
  groups.fill(0);
  for (let index = 0; index < checksumLetters; index++) sum = step(sum, 0);
  sum ^= 1;
  for (let index = 0; index < checksumLetters; index++) {
    text += alphabet.charAt((sum >>> (5 * (checksumLetters - 1 - index))) & 31);
  }
  return text;
}

/**
 * The bytes of a Bech32 string with this prefix, all in the case of `prefix` (age: recipients lower, identities upper).
 * Null when it is anything else. The caller wipes the bytes if they are secret.
 */
export function decodeBech32(prefix: string, text: string): Buffer | null {
  const lowerPrefix = prefix.toLowerCase();
  const lowerText = text.toLowerCase();
  if (text !== (prefix === lowerPrefix ? lowerText : text.toUpperCase())) return null;
  const start = lowerPrefix.length + 1;
  if (lowerText.length < start + checksumLetters || !lowerText.startsWith(`${lowerPrefix}1`)) return null;
  const groups = new Uint8Array(lowerText.length - start);
  let sum = sumOfPrefix(lowerPrefix);
  for (let index = 0; index < groups.length; index++) {
    const group = groupOfCode[lowerText.charCodeAt(start + index)] ?? notInAlphabet;
    if (group === notInAlphabet) return null;
    groups[index] = group;
    sum = step(sum, group);
  }
  const bytes = sum === 1 ? groupsToBytes(groups.subarray(0, -checksumLetters)) : null;
  groups.fill(0);
  return bytes;
}
