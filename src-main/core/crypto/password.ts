import { randomBytes } from 'node:crypto';
import sodium from 'sodium-native';
import { z } from 'zod';
import { VaultError } from '../../contract/errors.ts';
import { asBuffer } from './bytes.ts';
import { wipe } from './sealing.ts';

const mebibyte = 1024 * 1024;

/**
 * Cost of Argon2id (RFC 9106). A floor and a ceiling on reading: weaker is an attack, more is a denial of service. The ceiling is
 * eight times what this program asks, some seconds.
 */
export const PasswordCostSchema = z.strictObject({
  algorithm: z.literal('argon2id13'),
  memoryBytes: z
    .int()
    .min(64 * mebibyte)
    .max(512 * mebibyte),
  passes: z.int().min(3).max(8),
});
export type PasswordCost = z.infer<typeof PasswordCostSchema>;

export const defaultPasswordCost: PasswordCost = {
  algorithm: 'argon2id13',
  memoryBytes: 128 * mebibyte,
  passes: 4,
};

/** True for what no version of the program asks: whoever edits `vault.json` can raise the cost until nobody waits for it. */
export function isRaisedCost({ memoryBytes, passes }: Pick<PasswordCost, 'memoryBytes' | 'passes'>): boolean {
  return memoryBytes > defaultPasswordCost.memoryBytes || passes > defaultPasswordCost.passes;
}

const passwordSaltBytes: number = sodium.crypto_pwhash_SALTBYTES;

export function newPasswordSalt(): Buffer {
  return randomBytes(passwordSaltBytes);
}

/** 32 bytes from a password (Unicode NFKC) and a salt. Takes as long as `cost` says, on a thread of its own. */
export async function passwordKey(password: string, salt: Uint8Array, cost: PasswordCost): Promise<Buffer> {
  const key = Buffer.alloc(32);
  const bytes = Buffer.from(password.normalize('NFKC'), 'utf8');
  try {
    await new Promise<void>((resolve, reject) => {
      sodium.crypto_pwhash_async(
        key,
        bytes,
        asBuffer(salt),
        cost.passes,
        cost.memoryBytes,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
        (error: Error | null) => (error === null ? resolve() : reject(error)),
      );
    });
  } catch (cause) {
    throw new VaultError('internal', 'argon2id failed, probably for want of memory', { cause });
  } finally {
    wipe(bytes);
  }
  return key;
}
