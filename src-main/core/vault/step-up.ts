import { violated } from '../../contract/errors.ts';
import { formatX25519Recipient, type X25519Identity, x25519IdentityFromRaw } from '../crypto/age/x25519-identity.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { presentOfficer } from './certificates.ts';
import { type OpenVault, requirePrivacyOfficer } from './open-vault.ts';
import { ownSlotId, slotContextOf } from './own-slot.ts';
import { signInFailed } from './sign-in.ts';
import { attemptSucceeded, beginAttempt } from './sign-in-limits.ts';
import { openSlot, StepUpSecretsSchema } from './slots.ts';

/**
 * Asks the Privacy Officer's passphrase again, for what her session does not open. A wrong one counts like a failed sign-in.
 * @returns the step-up identity; the caller wipes it as soon as it is done.
 * @throws VaultError `not-authorised`, `sign-in-failed`, `sign-in-locked-out`, `integrity-violated`.
 */
export async function stepUp(vault: OpenVault, password: string): Promise<X25519Identity> {
  requirePrivacyOfficer(vault);
  const { files, clock } = vault.env;
  const limits = vault.paths.signIns;
  const counted = ownSlotId(vault);
  await beginAttempt(files, limits, counted, clock.now());
  const id = ownSlotId(vault, 'step-up');
  const context = slotContextOf(vault);
  const secrets = await openSlot(context, id, vault.official.slots[id], password, StepUpSecretsSchema);
  if (secrets === null) throw signInFailed();
  await attemptSucceeded(files, limits, counted, clock.now());
  const identity = x25519IdentityFromRaw(fromBase64(secrets.stepUp));
  const isCertified = formatX25519Recipient(identity.recipient) === presentOfficer(vault.chain).stepUp;
  if (secrets.user === vault.user.id && secrets.root === vault.root && isCertified) return identity;
  throw violated(`vault.json slots ${id}`, 'the slot is not that of the certified step-up identity');
}
