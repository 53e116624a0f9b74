import { invalidInput } from '../../contract/error-reasons.ts';
import { base64 } from '../crypto/bytes.ts';
import { changeVault } from './change.ts';
import { endsBeforeRemembered, rememberedHead, rememberHead, shortenedChain } from './computer.ts';
import { type OpenVault, requirePrivacyOfficer } from './open-vault.ts';
import { lastCertified } from './remember-present-head.ts';

/**
 * Goes on with a vault that is older than this computer remembers, or another branch of it. The entry in the log comes
 * first: what was accepted is told of, also when the computer stops before it remembers that.
 * @param by who has the recovery key, which has just opened it, can go on also behind a change of Privacy Officer.
 * @throws VaultError `not-authorised`; `invalid-input` when there is nothing to accept; `integrity-violated` part `certificates`
 * for a vault from before a certificate that this computer has seen: that one comes back by the recovery key only.
 */
export async function acceptRollback(
  vault: OpenVault,
  reason: string,
  by: 'officer' | 'recovery-key' = 'officer',
): Promise<void> {
  requirePrivacyOfficer(vault);
  const remembered = await rememberedHead(vault.keychain, vault.id);
  if (!vault.readOnly || remembered === null) {
    throw invalidInput('nothing-to-accept', 'vault', 'the vault is not older than this computer remembers');
  }
  // Who was Privacy Officer until break-glass, by a passphrase that was stolen, must not undo it in a copy of before.
  if (by === 'officer' && endsBeforeRemembered(vault.chain, remembered)) throw shortenedChain();
  const found = vault.log.head.position;
  vault.readOnly = false;
  try {
    changeVault(vault, (change) =>
      change.tell('rollback-accepted', {
        reason,
        computer: vault.computer.id,
        found,
        remembered: remembered.position,
        rememberedHash: remembered.hash,
      }),
    );
    const { position, hash } = vault.log.head;
    await rememberHead(vault.keychain, vault.id, {
      position,
      hash: base64(hash),
      ...lastCertified(vault.chain, vault.official),
      accepted: remembered.hash,
    });
  } catch (error) {
    vault.readOnly = true;
    throw error;
  }
}
