import { describe, expect, test } from 'vitest';
import { base32 } from '../../src-main/core/second-factor/base32.ts';
import { stepAt, totpCode } from '../../src-main/core/second-factor/totp.ts';

const secret = Buffer.from('12345678901234567890', 'ascii');

describe('codes of an authenticator', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238 appendix B at second %i', (seconds, code) => {
    expect(totpCode(secret, stepAt(seconds * 1000), 8)).toBe(code);
    expect(totpCode(secret, stepAt(seconds * 1000))).toBe(code.slice(2));
  });

  test('are those of RFC 4226 appendix D', () => {
    const codes = Array.from({ length: 10 }, (_, counter) => totpCode(secret, counter));
    expect(codes.join(' ')).toBe('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489');
  });
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of "%s" is that of RFC 4648, without padding', (text, encoded) => {
  expect(base32(Buffer.from(text, 'ascii'))).toBe(encoded);
});
