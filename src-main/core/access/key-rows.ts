import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import { openWithX25519, sealToPostQuantum, sealToX25519 } from '../crypto/age/seal.ts';
import {
  formatX25519Identity,
  parseX25519Identity,
  parseX25519Recipient,
  type X25519Identity,
} from '../crypto/age/x25519-identity.ts';
import { bind } from '../crypto/binding.ts';
import { fromBase64, paddedJson } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { type SigningKey, sign, signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import { IdSchema } from '../vault/schemas.ts';
import { type CompartmentKey, compartmentKeyOf } from './compartment-key.ts';

export const PurposeSchema = z.enum(['folder', 'archive', 'exchange', 'audit', 'inbox']);
export type Purpose = z.infer<typeof PurposeSchema>;

const KeyRowSchema = z.strictObject({
  vault: IdSchema,
  compartment: IdSchema,
  epoch: z.int().min(1),
  purpose: PurposeSchema,
  of: IdSchema.nullable(),
  /** `AGE-SECRET-KEY-1…`: as age takes it, so that recovery needs no program of ours. */
  identity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/),
});
type KeyRow = z.infer<typeof KeyRowSchema>;

/** What a key row holds, its signature verified. */
export interface OpenKeyRow {
  readonly purpose: Purpose;
  /** The folder of an archive. */
  readonly of: string | null;
  readonly key: CompartmentKey;
}

/** The row of `compartment_keys` for one epoch (docs/formats.md section 7.5). */
export interface SealedKeyRow {
  readonly compartment: string;
  readonly epoch: number;
  readonly escrow: Buffer;
  readonly stepUp: Buffer | null;
}

/** Seals a compartment's identity to the recovery recipient, and an archive's to the step-up recipient as well. */
export async function sealKeyRow(
  vault: string,
  key: CompartmentKey,
  about: { purpose: Purpose; of: string | null },
  recipients: { recovery: string; stepUp: string },
  officer: SigningKey,
): Promise<SealedKeyRow> {
  const row: KeyRow = {
    vault,
    compartment: key.compartment,
    epoch: key.epoch,
    purpose: about.purpose,
    of: about.of,
    identity: formatX25519Identity(key.identity),
  };
  const json = paddedJson(row, 512);
  const plaintext = Buffer.concat([sign(officer, bind(vault, 'compartment-key', json)), json]);
  try {
    const escrow = await sealToPostQuantum(plaintext, recipients.recovery);
    const stepUp =
      about.purpose === 'archive' ? sealToX25519(plaintext, [parseX25519Recipient(recipients.stepUp)]) : null;
    return { compartment: key.compartment, epoch: key.epoch, escrow, stepUp };
  } finally {
    wipe(json, plaintext);
  }
}

/** Which row is asked for, and whose signatures on it count (base64 public keys). */
export interface ExpectedKeyRow {
  readonly vault: string;
  readonly compartment: string;
  readonly epoch: number;
  readonly officerKeys: readonly string[];
}

/** Opens a step-up row with the step-up identity. @throws VaultError `integrity-violated` part `compartment <id> key <epoch>`. */
export function openStepUpRow(sealed: Uint8Array, stepUp: X25519Identity, expected: ExpectedKeyRow): OpenKeyRow {
  let plaintext: Buffer | null;
  try {
    plaintext = openWithX25519(sealed, [stepUp]);
  } catch (cause) {
    throw brokenKeyRow(expected, cause);
  }
  return verifyKeyRow(plaintext, expected);
}

/**
 * Checks the plaintext of an escrow or step-up row; wipes it.
 * @param plaintext null: the row was not sealed to whoever opened it.
 * @throws VaultError `integrity-violated` part `compartment <id> key <epoch>`.
 */
export function verifyKeyRow(plaintext: Buffer | null, expected: ExpectedKeyRow): OpenKeyRow {
  if (plaintext === null) throw brokenKeyRow(expected);
  try {
    const json = plaintext.subarray(signatureBytes);
    const message = bind(expected.vault, 'compartment-key', json);
    const signature = plaintext.subarray(0, signatureBytes);
    const signed = expected.officerKeys.some((key) => verify(fromBase64(key), message, signature));
    const parsed = KeyRowSchema.safeParse(parseJson(json));
    if (!signed || !parsed.success) throw brokenKeyRow(expected);
    const row = parsed.data;
    if (row.vault !== expected.vault || row.compartment !== expected.compartment || row.epoch !== expected.epoch) {
      throw brokenKeyRow(expected);
    }
    const identity = parseX25519Identity(row.identity);
    const key = compartmentKeyOf(row.vault, row.compartment, row.epoch, identity);
    return { purpose: row.purpose, of: row.of, key };
  } finally {
    wipe(plaintext);
  }
}

function brokenKeyRow({ compartment, epoch }: ExpectedKeyRow, cause?: unknown): VaultError {
  return violated(
    `compartment ${compartment} key ${epoch}`,
    'a key row is not the one that the Privacy Officer wrote',
    cause,
  );
}
