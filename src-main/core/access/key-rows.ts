import { z } from 'zod';
import { VaultError } from '../../contract/errors.ts';
import { openWithX25519, sealToRecipients, sealToX25519 } from '../crypto/age/seal.ts';
import { parseX25519Recipient, type X25519Identity } from '../crypto/age/x25519-identity.ts';
import { bind } from '../crypto/binding.ts';
import { base64, fromBase64, paddedJson } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { type SigningKey, sign, signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import { IdSchema, KeySchema } from '../vault/schemas.ts';
import type { CompartmentKey } from './compartment-key.ts';

export const PurposeSchema = z.enum(['folder', 'archive', 'exchange', 'audit', 'inbox']);
export type Purpose = z.infer<typeof PurposeSchema>;

const KeyRowSchema = z.strictObject({
  vault: IdSchema,
  compartment: IdSchema,
  epoch: z.int().min(1),
  purpose: PurposeSchema,
  of: IdSchema.nullable(),
  identity: KeySchema,
});
export type KeyRow = z.infer<typeof KeyRowSchema>;

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
    identity: base64(key.identity.secretKey),
  };
  const json = paddedJson(row, 512);
  const plaintext = Buffer.concat([sign(officer, bind(vault, 'compartment-key', json)), json]);
  try {
    const escrow = await sealToRecipients(plaintext, [recipients.recovery]);
    const stepUp =
      about.purpose === 'archive' ? sealToX25519(plaintext, [parseX25519Recipient(recipients.stepUp)]) : null;
    return { compartment: key.compartment, epoch: key.epoch, escrow, stepUp };
  } finally {
    wipe(json, plaintext);
  }
}

/** Opens a step-up row with the step-up identity. @throws VaultError `integrity-violated` part `compartment key`. */
export function openStepUpRow(
  sealed: Uint8Array,
  stepUp: X25519Identity,
  expected: { vault: string; compartment: string; epoch: number; officerKeys: readonly string[] },
): KeyRow {
  const plaintext = openWithX25519(sealed, [stepUp]);
  if (plaintext === null) throw brokenKeyRow();
  return verifyKeyRow(plaintext, expected);
}

/** Checks the plaintext of an escrow or step-up row; wipes it. @throws VaultError `integrity-violated`. */
export function verifyKeyRow(
  plaintext: Buffer,
  expected: { vault: string; compartment: string; epoch: number; officerKeys: readonly string[] },
): KeyRow {
  try {
    const json = plaintext.subarray(signatureBytes);
    const message = bind(expected.vault, 'compartment-key', json);
    const signature = plaintext.subarray(0, signatureBytes);
    const signed = expected.officerKeys.some((key) => verify(fromBase64(key), message, signature));
    const parsed = KeyRowSchema.safeParse(parseJson(json));
    if (!signed || !parsed.success) throw brokenKeyRow();
    const row = parsed.data;
    if (row.vault !== expected.vault || row.compartment !== expected.compartment || row.epoch !== expected.epoch) {
      throw brokenKeyRow();
    }
    return row;
  } finally {
    wipe(plaintext);
  }
}

function brokenKeyRow(): VaultError {
  return new VaultError('integrity-violated', 'a key row is not the one that the Privacy Officer wrote', {
    details: { part: 'compartment key' },
  });
}
