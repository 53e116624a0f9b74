import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import type { SigningKey } from '../crypto/signing.ts';
import {
  parseStatement,
  type Statement,
  signStatement,
  unverifiedPayload,
  verifyStatement,
} from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { blobOf } from '../ports/row.ts';
import { IdSchema, KeySchema, PositionSchema, RecipientSchema } from './schemas.ts';

/** docs/formats.md section 7.1. Kinds that this version knows but has no ceremony for are refused, not skipped. */
const PrivacyOfficerCertificateSchema = z.strictObject({
  kind: z.literal('privacy-officer'),
  vault: IdSchema,
  user: IdSchema,
  signing: KeySchema,
  recipient: RecipientSchema,
  stepUp: RecipientSchema,
  from: PositionSchema,
});
export type PrivacyOfficerCertificate = z.infer<typeof PrivacyOfficerCertificateSchema>;

export const EndorsementSchema = z.strictObject({
  kind: z.literal('endorsement'),
  vault: IdSchema,
  user: IdSchema,
  signing: KeySchema,
  recipient: RecipientSchema,
});
export type Endorsement = z.infer<typeof EndorsementSchema>;

/** Who was Privacy Officer when: each certificate counts from its position to the next one's. */
export interface OfficerChain {
  readonly certificates: readonly PrivacyOfficerCertificate[];
}

export function certifyPrivacyOfficer(root: SigningKey, certificate: PrivacyOfficerCertificate): Statement {
  return signStatement(certificate, [root]);
}

/**
 * Verifies statements in their order against the pinned root.
 * @param root base64 of the root's public key, from a slot, a keychain or a kit, never from the vault's own files.
 * @throws VaultError `integrity-violated` part `certificates`.
 */
export function verifyOfficerChain(statements: readonly Statement[], vault: string, root: string): OfficerChain {
  const certificates: PrivacyOfficerCertificate[] = [];
  for (const statement of statements) {
    const kind = z.looseObject({ kind: z.string() }).safeParse(unverifiedPayload(statement));
    if (!kind.success || kind.data.kind !== 'privacy-officer') throw brokenChain();
    const certificate = verifyStatement(
      statement,
      { kind: 'privacy-officer', vault, signers: [root] },
      PrivacyOfficerCertificateSchema,
    );
    const last = certificates.at(-1);
    if (last && certificate.from <= last.from) throw brokenChain();
    certificates.push(certificate);
  }
  if (certificates.length === 0) throw brokenChain();
  return { certificates };
}

export function presentOfficer(chain: OfficerChain): PrivacyOfficerCertificate {
  const last = chain.certificates.at(-1);
  if (!last) throw brokenChain();
  return last;
}

/** True when `signing` was the Privacy Officer's key at `position`. */
export function wasOfficerKey(chain: OfficerChain, signing: string, position: number): boolean {
  return chainUntil(chain, position).certificates.at(-1)?.signing === signing;
}

/** Up to the certificate that counts at `position`. */
export function chainUntil({ certificates }: OfficerChain, position: number): OfficerChain {
  return { certificates: certificates.filter((certificate) => certificate.from <= position) };
}

export function readCertificates(db: Database): Statement[] {
  return db
    .all('SELECT statement FROM certificates ORDER BY number')
    .map((row) => parseStatement(blobOf(row, 'statement'), 'certificates'));
}

function brokenChain(): VaultError {
  return violated('certificates', 'the chain from the root to the Privacy Officer is broken');
}
