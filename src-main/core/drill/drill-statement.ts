import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import { sha256 } from '../crypto/binding.ts';
import type { SigningKey } from '../crypto/signing.ts';
import {
  parseJson,
  type Statement,
  StatementSchema,
  signStatement,
  unverifiedPayload,
  verifyStatement,
} from '../crypto/statement.ts';
import { chainUntil, verifyOfficerChain } from '../vault/certificates.ts';
import { IdSchema, PositionSchema, Sha256Schema, TimeSchema } from '../vault/schemas.ts';

/** What the Privacy Officer signs of the report of a drill (docs/formats.md section 15.11). */
const DrillStatementSchema = z.strictObject({
  kind: z.literal('drill-report'),
  vault: IdSchema,
  user: IdSchema,
  at: TimeSchema,
  from: PositionSchema,
  file: Sha256Schema,
  passed: z.boolean(),
  snapshot: z.strictObject({ computer: IdSchema, number: z.int().min(1), hash: Sha256Schema }),
});
export type DrillStatement = z.infer<typeof DrillStatementSchema>;

const SignatureFileSchema = z.strictObject({
  certificates: z.array(StatementSchema).min(1).max(1000),
  report: StatementSchema,
});

const HeadSchema = z.looseObject({ vault: IdSchema, from: PositionSchema });

/** @param certificates all of the vault, in their order. */
export function signatureFileBytes(
  certificates: readonly Statement[],
  said: Omit<DrillStatement, 'kind'>,
  key: SigningKey,
): Buffer {
  const payload: DrillStatement = { kind: 'drill-report', ...said };
  const report = signStatement(DrillStatementSchema.parse(payload), [key]);
  return Buffer.from(JSON.stringify({ certificates, report }), 'utf8');
}

/** Of which vault a signature file says that it is: to find the root that it has to begin at. @throws as `verifiedReport`. */
export function vaultOfSignature(signature: Uint8Array): string {
  return headOf(parsedFile(signature).report).vault;
}

/**
 * What the Privacy Officer signed of a report.
 * @param root base64 of the root's public key, which the verifier brings: from a kit or a keychain.
 * @throws VaultError `integrity-violated`: part `drill-report` for a file that is not the one that was signed, another part for
 * a signature that is not a Privacy Officer's of that root.
 */
export function verifiedReport(
  file: Uint8Array,
  signature: Uint8Array,
  { vault, root }: { readonly vault: string; readonly root: string },
): DrillStatement {
  const { certificates, report } = parsedFile(signature);
  const chain = verifyOfficerChain(certificates, vault, root);
  const officer = chainUntil(chain, headOf(report).from).certificates.at(-1);
  if (!officer) throw violated('drill-signature', 'of a time before there was a Privacy Officer');
  const said = verifySigned(report, { vault, signer: officer.signing });
  if (said.user !== officer.user) throw violated('drill-signature', 'by another than it says');
  if (sha256(file).toString('hex') !== said.file) throw violated('drill-report', 'not the report that was signed');
  return said;
}

function verifySigned(report: Statement, { vault, signer }: { readonly vault: string; readonly signer: string }) {
  try {
    return verifyStatement(report, { kind: 'drill-report', vault, signers: [signer] }, DrillStatementSchema);
  } catch (error) {
    throw violated('drill-signature', 'not signed by the Privacy Officer of then', error);
  }
}

function parsedFile(signature: Uint8Array): z.infer<typeof SignatureFileSchema> {
  const parsed = SignatureFileSchema.safeParse(parseJson(signature));
  if (!parsed.success) throw violated('drill-signature', 'not the signature of a report');
  return parsed.data;
}

function headOf(report: Statement): z.infer<typeof HeadSchema> {
  const head = HeadSchema.safeParse(unverifiedPayload(report));
  if (!head.success) throw violated('drill-signature', 'not the signature of a report');
  return head.data;
}
