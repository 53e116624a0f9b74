import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { base64, newId } from '../../../../src-main/core/crypto/bytes.ts';
import { checkCode, type SecondFactor } from '../../../../src-main/core/second-factor/check-code.ts';
import { newRecoveryCodes } from '../../../../src-main/core/second-factor/recovery-codes.ts';
import { newTotpSecret, stepAt, totpCode } from '../../../../src-main/core/second-factor/totp.ts';
import { type EverydaySecrets, EverydaySecretsSchema, sealSlotWith } from '../../../../src-main/core/vault/slots.ts';

const vault = newId();
const now = Date.UTC(2026, 10, 22, 12, 0, 15);

function secondFactor() {
  const [secret, codes] = [newTotpSecret(), newRecoveryCodes(vault)];
  const kept: SecondFactor = { secret: base64(secret), since: 7, salt: codes.salt, codes: [...codes.hashes] };
  return { kept, shown: codes.shown, codeOf: (steps: number) => totpCode(secret, stepAt(now) + steps) };
}

test.each([
  [-2, false],
  [-1, true],
  [0, true],
  [1, true],
  [2, false],
])('the code of %i steps from now is right: %s', (steps, right) => {
  const { kept, codeOf } = secondFactor();
  const proof = checkCode(vault, kept, codeOf(steps), { now, lastStep: -1 });
  expect(proof).toEqual(right ? { by: 'code', step: stepAt(now) + steps } : null);
});

test('no code is right twice, nor one of before the last that was', () => {
  const { kept, codeOf } = secondFactor();
  const after = (lastStep: number, steps: number) => checkCode(vault, kept, codeOf(steps), { now, lastStep });
  expect(after(stepAt(now), 0)).toBeNull();
  expect(after(stepAt(now), -1)).toBeNull();
  expect(after(stepAt(now), 1)).toMatchObject({ by: 'code' });
});

test('codes may be typed in any grouping, and letters that look alike for each other', () => {
  const { kept, codeOf, shown } = secondFactor();
  const given = (code: string) => checkCode(vault, kept, code, { now, lastStep: -1 })?.by;
  expect(given(`${codeOf(0).slice(0, 3)} ${codeOf(0).slice(3)}`)).toBe('code');
  for (const code of shown) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(given(code.toLowerCase().replace('-', ' '))).toBe('recovery-code');
    expect(given(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe('recovery-code');
  }
  expect(new Set(shown).size).toBe(8);
  expect(given(`${shown[0]?.slice(0, 10)}${shown[0]?.endsWith('7') ? '8' : '7'}`)).toBeUndefined();
  expect(given('')).toBeUndefined();
  expect(given('12345')).toBeUndefined();
});

test('the hashes of one vault are worth nothing in another', () => {
  const { kept, shown } = secondFactor();
  expect(checkCode(newId(), kept, shown[0] ?? '', { now, lastStep: -1 })).toBeNull();
});

test('the fullest slot is no larger than the emptiest', () => {
  const key = () => base64(randomBytes(32));
  const least: EverydaySecrets = { user: newId(), version: 1, root: key(), identity: key(), signingSeed: key() };
  const fullest = EverydaySecretsSchema.parse({
    ...least,
    version: Number.MAX_SAFE_INTEGER,
    provisional: { identity: key(), signingSeed: key() },
    personal: { compartment: newId(), identity: key() },
    secondFactor: { ...secondFactor().kept, since: Number.MAX_SAFE_INTEGER },
  });
  const context = {
    vault,
    officeSecret: randomBytes(32),
    cost: { algorithm: 'argon2id13', memoryBytes: 64 * 1024 * 1024, passes: 3 } as const,
  };
  const sizes = [least, fullest].map((secrets) => {
    const slotKey = { salt: randomBytes(16), inner: randomBytes(32) };
    return sealSlotWith(context, 'ab'.repeat(32), slotKey, secrets).sealed.length;
  });
  expect(sizes[0]).toBe(sizes[1]);
});
