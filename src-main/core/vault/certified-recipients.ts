import type { z } from 'zod';
import type { SigningKey } from '../crypto/signing.ts';
import { type Statement, signStatement, verifyStatement } from '../crypto/statement.ts';
import { type OfficerChain, presentOfficer } from './certificates.ts';
import { RecipientsSchema, type VaultFileContent } from './vault-file.ts';

type Recipients = z.infer<typeof RecipientsSchema>;

/** By the Privacy Officer; the fields stand in the order of the schema, whatever that of `recipients` is. */
export function signRecipients(recipients: Omit<Recipients, 'kind'>, officer: SigningKey): Statement {
  return signStatement(RecipientsSchema.parse({ kind: 'recipients', ...recipients }), [officer]);
}

/**
 * What may be written to without a sign-in, certified by the Privacy Officer of today (docs/formats.md section 4).
 * @throws VaultError `integrity-violated` part `recipients`.
 */
export function certifiedRecipients(
  { vault, recipients }: Pick<VaultFileContent, 'vault' | 'recipients'>,
  chain: OfficerChain,
): Recipients {
  const expected = { kind: 'recipients', vault, signers: [presentOfficer(chain).signing] };
  return verifyStatement(recipients, expected, RecipientsSchema);
}
