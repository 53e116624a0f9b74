import { isViolation } from '../../contract/errors.ts';
import { base64 } from '../crypto/bytes.ts';
import { type OfficerChain, presentOfficer } from './certificates.ts';
import { certifiedRecipients } from './certified-recipients.ts';
import { type RememberedHead, rememberedHead, rememberHead } from './computer.ts';
import type { OpenVault } from './open-vault.ts';
import type { VaultFileContent } from './vault-file.ts';

/**
 * This computer remembers how far the log has come, and what was certified last: at the beginning of a session, since one
 * that is killed never ends, and at its end.
 */
export async function rememberPresentHead(vault: OpenVault): Promise<void> {
  if (vault.readOnly) return;
  const { position, hash } = vault.log.head;
  const before = await rememberedHead(vault.keychain, vault.id);
  const { officer, recipients = 0 } = lastCertified(vault.chain, vault.official);
  // Whoever signs in can make an older `vault.json` the official one, and so the recipients of then.
  const highest = Math.max(recipients, before?.recipients ?? 0);
  if (before?.position === position && before.officer === officer && before.recipients === highest) return;
  await rememberHead(vault.keychain, vault.id, {
    ...before,
    position,
    hash: base64(hash),
    officer,
    recipients: highest,
  });
}

/** As a computer remembers it; no recipients where those in `vault.json` are not by the Privacy Officer. */
export function lastCertified(
  chain: OfficerChain,
  content: VaultFileContent,
): Pick<RememberedHead, 'officer' | 'recipients'> {
  const officer = presentOfficer(chain).from;
  try {
    return { officer, recipients: certifiedRecipients(content, chain).position };
  } catch (error) {
    if (isViolation(error)) return { officer };
    throw error;
  }
}
