import { randomBytes, timingSafeEqual } from 'node:crypto';
import { bind, sha256 } from '../crypto/binding.ts';
import { base64, fromBase64 } from '../crypto/bytes.ts';
import { crockford, readCrockford } from '../crypto/crockford.ts';
import { wipe } from '../crypto/sealing.ts';

export const recoveryCodeCount = 8;
/** Fifty bits: nobody guesses one through the wait that a sign-in imposes, and who reads the hash has opened the slot. */
const letters = 10;
const saltBytes = 16;
const hashBytes = 16;

/** New codes, and what of them is kept (docs/formats.md section 13). */
export interface RecoveryCodes {
  /** As they are shown, once: `XXXXX-XXXXX`. */
  readonly shown: readonly string[];
  readonly salt: string;
  readonly hashes: readonly string[];
}

export function newRecoveryCodes(vault: string): RecoveryCodes {
  const salt = randomBytes(saltBytes);
  const shown = Array.from({ length: recoveryCodeCount }, newCode);
  return { shown, salt: base64(salt), hashes: shown.map((code) => base64(hashOf(vault, salt, readCrockford(code)))) };
}

/** Which of the kept hashes a typed code is of; null for none. Every one is compared, and in constant time. */
export function recoveryCodeHash(
  vault: string,
  { salt, codes }: { readonly salt: string; readonly codes: readonly string[] },
  typed: string,
): string | null {
  const hash = hashOf(vault, fromBase64(salt), readCrockford(typed));
  let found: string | null = null;
  for (const kept of codes) if (timingSafeEqual(fromBase64(kept), hash)) found = kept;
  return found;
}

function newCode(): string {
  const drawn = randomBytes(7);
  const text = crockford(drawn, letters);
  wipe(drawn);
  return `${text.slice(0, letters / 2)}-${text.slice(letters / 2)}`;
}

function hashOf(vault: string, salt: Uint8Array, code: string): Buffer {
  return sha256(bind(vault, 'recovery-code', salt, Buffer.from(code, 'utf8'))).subarray(0, hashBytes);
}
