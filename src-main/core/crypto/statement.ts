import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import { bind } from './binding.ts';
import { asBuffer, base64, fromBase64 } from './bytes.ts';
import { type SigningKey, sign, verify } from './signing.ts';

/** A public JSON text with signatures over its exact bytes (docs/formats.md section 1). */
export const StatementSchema = z.strictObject({
  payload: z.base64(),
  signatures: z
    .array(z.strictObject({ key: z.base64(), signature: z.base64() }))
    .min(1)
    .max(2),
});
export type Statement = z.infer<typeof StatementSchema>;

const KindSchema = z.looseObject({ kind: z.string().max(40), vault: z.string() });

export function signStatement(
  payload: { readonly kind: string; readonly vault: string },
  keys: readonly SigningKey[],
): Statement {
  const bytes = Buffer.from(JSON.stringify(payload), 'utf8');
  const message = bind(payload.vault, `statement/${payload.kind}`, bytes);
  return {
    payload: base64(bytes),
    signatures: keys.map((key) => ({ key: base64(key.publicKey), signature: base64(sign(key, message)) })),
  };
}

/**
 * The payload of a statement of `kind` for `vault`, parsed by `schema`, when each of `signers` (base64 public keys) signed it.
 * @throws VaultError `integrity-violated` naming `kind` otherwise.
 */
export function verifyStatement<Payload>(
  statement: Statement,
  expected: { kind: string; vault: string; signers: readonly string[] },
  schema: z.ZodType<Payload>,
): Payload {
  const bytes = fromBase64(statement.payload);
  const payload = parseJson(bytes);
  const head = KindSchema.safeParse(payload);
  if (!head.success || head.data.kind !== expected.kind || head.data.vault !== expected.vault) {
    throw broken(expected.kind);
  }
  const message = bind(expected.vault, `statement/${expected.kind}`, bytes);
  for (const signer of expected.signers) {
    const found = statement.signatures.find((signature) => signature.key === signer);
    if (!found || !verify(fromBase64(signer), message, fromBase64(found.signature))) throw broken(expected.kind);
  }
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw broken(expected.kind);
  return parsed.data;
}

/** The payload without any check of who signed it: only for finding out which keys to ask. */
export function unverifiedPayload(statement: Statement): unknown {
  return parseJson(fromBase64(statement.payload));
}

export function statementBytes(statement: Statement): Buffer {
  return Buffer.from(JSON.stringify(statement), 'utf8');
}

/** @throws VaultError `integrity-violated` naming `part` when the bytes are no statement. */
export function parseStatement(bytes: Uint8Array, part: string): Statement {
  const parsed = StatementSchema.safeParse(parseJson(bytes));
  if (!parsed.success) throw broken(part);
  return parsed.data;
}

/** @returns undefined for what is no JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(asBuffer(bytes).toString('utf8'));
  } catch {
    // Callers validate by schema, and undefined satisfies none of theirs.
    return undefined;
  }
}

function broken(part: string): VaultError {
  return violated(part, `${part}: not what its signer signed`);
}
