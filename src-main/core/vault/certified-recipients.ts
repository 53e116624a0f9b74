import type { z } from 'zod';
import { VaultError } from '../../contract/errors.ts';
import type { SigningKey } from '../crypto/signing.ts';
import { type Statement, signStatement, verifyStatement } from '../crypto/statement.ts';
import { type OfficerChain, presentOfficer, verifyOfficerChain } from './certificates.ts';
import { type Computer, endsBeforeRemembered, type RememberedHead } from './computer.ts';
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

/**
 * The same while nobody is signed in: from the root that this computer pinned to the Privacy Officer, and from her to what may be
 * written to. Not to one of before: the key of what was replaced may be the reason why it was.
 * @throws VaultError `keychain-entry-missing` where nobody has signed in yet; `integrity-violated`; `vault-read-only` when
 * `vault.json` is older than this computer remembers.
 */
export function recipientsFromRoot(
  content: VaultFileContent,
  { root }: Pick<Computer, 'root'>,
  remembered: RememberedHead | null,
): Recipients {
  if (root === null) throw new VaultError('keychain-entry-missing', 'nobody has signed in on this computer yet');
  const chain = verifyOfficerChain(content.certificates, content.vault, root);
  const recipients = certifiedRecipients(content, chain);
  if (endsBeforeRemembered(chain, remembered) || recipients.position < (remembered?.recipients ?? 0)) {
    throw new VaultError('vault-read-only', 'vault.json is older than this computer remembers');
  }
  return recipients;
}
