import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { u64 } from '../crypto/bytes.ts';

/** As RFC 4226 recommends for SHA-1. */
const secretBytes = 20;
const stepMs = 30_000;
/** Steps before and after the present one that count too: for clocks that differ, and for slow typing. */
const toleratedSteps = 1;
/** RFC 6238 as every authenticator has it. */
export const totpDigits = 6;

export function newTotpSecret(): Buffer {
  return randomBytes(secretBytes);
}

/** The number of the step that a time is in. @param now ms UTC. */
export function stepAt(now: number): number {
  return Math.floor(now / stepMs);
}

/** The code of a step: RFC 6238 with HMAC-SHA-1. */
export function totpCode(secret: Uint8Array, step: number, digits: number = totpDigits): string {
  const mac = createHmac('sha1', secret).update(u64(step)).digest();
  const offset = mac.readUInt8(mac.length - 1) & 15;
  const value = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits;
  return String(value).padStart(digits, '0');
}

/**
 * Which step a code is of: now, the one before or the one after, and later than `lastStep`. All of them are compared, and in
 * constant time.
 * @returns null when it is of none.
 */
export function stepOfCode(secret: Uint8Array, code: string, now: number, lastStep: number): number | null {
  const typed = Buffer.from(code, 'utf8');
  const present = stepAt(now);
  let found: number | null = null;
  for (let step = Math.max(0, present - toleratedSteps); step <= present + toleratedSteps; step += 1) {
    const expected = Buffer.from(totpCode(secret, step), 'utf8');
    const isRight = typed.length === expected.length && timingSafeEqual(typed, expected);
    if (isRight && step > lastStep) found = step;
  }
  return found;
}
