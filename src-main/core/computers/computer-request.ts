import { z } from 'zod';
import { invalidInput } from '../../contract/error-reasons.ts';
import { parseX25519Recipient } from '../crypto/age/x25519-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import { parseJson, StatementSchema, signStatement, unverifiedPayload, verifyStatement } from '../crypto/statement.ts';
import { type Computer, recipientOfComputer } from '../vault/computer.ts';
import { fingerprint } from '../vault/fingerprint.ts';
import { IdSchema, KeySchema, RecipientSchema, TimeSchema } from '../vault/schemas.ts';

const ComputerRequestSchema = z.strictObject({
  kind: z.literal('computer-request'),
  vault: IdSchema,
  computer: IdSchema,
  name: z.string().min(1).max(200),
  signing: KeySchema,
  recipient: RecipientSchema,
  at: TimeSchema,
});
/** What a computer asks the Privacy Officer for (docs/formats.md section 11). */
export type ComputerRequest = z.infer<typeof ComputerRequestSchema>;

/** The request as text, signed by the computer itself, so that its keys belong together. */
export function formatComputerRequest(vault: string, computer: Computer, at: number): string {
  const request: ComputerRequest = {
    kind: 'computer-request',
    vault,
    computer: computer.id,
    name: computer.name,
    signing: base64(computer.signing.publicKey),
    recipient: recipientOfComputer(computer),
    at,
  };
  return `${JSON.stringify(signStatement(request, [computer.signing]))}\n`;
}

/** @throws VaultError `invalid-input` for anything but a whole request to this vault. */
export function parseComputerRequest(text: string, vault: string): ComputerRequest {
  const statement = StatementSchema.safeParse(parseJson(Buffer.from(text, 'utf8')));
  if (!statement.success) throw invalidRequest();
  const claimed = ComputerRequestSchema.safeParse(unverifiedPayload(statement.data));
  if (!claimed.success) throw invalidRequest();
  if (claimed.data.vault !== vault) {
    throw invalidInput('request-of-another-vault', 'request', 'not a request to this vault');
  }
  try {
    const expected = { kind: 'computer-request', vault, signers: [claimed.data.signing] };
    return verifyStatement(statement.data, expected, ComputerRequestSchema);
  } catch (cause) {
    // A request that does not hold was damaged on its way; nothing of the vault is wrong.
    throw invalidInput('not-a-request', 'request', 'not a whole request', { cause });
  }
}

/** What is compared between the computer that asks and the one that approves. */
export function computerFingerprint(vault: string, keys: { readonly signing: string; readonly recipient: string }) {
  return fingerprint(vault, [keys.signing, base64(parseX25519Recipient(keys.recipient))]);
}

function invalidRequest() {
  return invalidInput('not-a-request', 'request', 'not a request');
}
