import type { z } from 'zod';
import { verifyStatement } from '../crypto/statement.ts';
import { type OfficerChain, presentOfficer } from './certificates.ts';
import { RecipientsSchema, type VaultFileContent } from './vault-file.ts';

/**
 * What may be written to without a sign-in, certified by the Privacy Officer of today (docs/formats.md section 4).
 * @throws VaultError `integrity-violated` part `recipients`.
 */
export function certifiedRecipients(
  { vault, recipients }: Pick<VaultFileContent, 'vault' | 'recipients'>,
  chain: OfficerChain,
): z.infer<typeof RecipientsSchema> {
  const expected = { kind: 'recipients', vault, signers: [presentOfficer(chain).signing] };
  return verifyStatement(recipients, expected, RecipientsSchema);
}
