import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hkdfSha256, hmacSha256 } from '../../../../../src-main/core/crypto/age/primitives.ts';
import { dose } from '../../../../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../../../../support/seed.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('HMAC-SHA-256', () => {
  // RFC 4231, test cases 1, 2 and 3: the ones with a key of at most a block and the whole output.
  test.each([
    ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      '4a656665',
      '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
  ])('of a published vector: key %s', (key, message, mac) => {
    expect(hmacSha256(hex(key), hex(message)).toString('hex')).toBe(mac);
  });

  test('and HKDF agree with those of node:crypto for any key, salt and message', () => {
    const random = seededRandom(seedOfThisRun());
    for (let round = 0; round < dose(300, 5000); round += 1) {
      const [key, message] = [random.bytes(random.below(65)), random.bytes(random.below(500))];
      expect(hmacSha256(key, message), `seed ${random.seed}`).toEqual(
        createHmac('sha256', key).update(message).digest(),
      );
      const salt = random.chance(0.2) ? null : random.bytes(random.below(65));
      const expected = Buffer.from(hkdfSync('sha256', message, salt ?? Buffer.alloc(0), 'label', 32));
      expect(hkdfSha256(message, salt, 'label'), `seed ${random.seed}`).toEqual(expected);
    }
  });

  test('takes no key longer than a block', () => {
    expect(() => hmacSha256(Buffer.alloc(65), 'x')).toThrowError(expect.objectContaining({ code: 'internal' }));
  });
});
