import { randomBytes } from 'node:crypto';
import { wipe } from '../crypto/sealing.ts';

// Letters that are one sound in Dutch and in English, and that nobody confuses when a word is read out.
const consonants = 'bdfghklmnprstvwz';
const vowels = 'aeiou';
const wordShape = [consonants, vowels, consonants, vowels, consonants] as const;
const words = 4;

/** How many bits of chance a generated passphrase has: every choice of every letter is as likely as any other. */
export const passphraseBits: number = words * wordShape.reduce((bits, letters) => bits + Math.log2(letters.length), 0);

/** Four words that can be pronounced and mean nothing, such as `tukom-lipak-zevin-gahor`. */
export function generatePassphrase(): string {
  const word = () => wordShape.map((letters) => letters.charAt(uniformBelow(letters.length))).join('');
  return Array.from({ length: words }, word).join('-');
}

/** A number below `limit`, at most 256, each as likely: bytes behind the last whole multiple of `limit` are drawn again. */
function uniformBelow(limit: number): number {
  const drawn = randomBytes(1);
  const byte = drawn.readUInt8();
  wipe(drawn);
  return byte < 256 - (256 % limit) ? byte % limit : uniformBelow(limit);
}
