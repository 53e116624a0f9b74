import { invalidInput } from '../../contract/error-reasons.ts';
import { dropEnrolment } from '../second-factor/enrol.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import { ownSlotId, slotContextOf } from '../vault/own-slot.ts';
import { signInFailed } from '../vault/sign-in.ts';
import { attemptSucceeded, beginAttempt } from '../vault/sign-in-limits.ts';
import { EverydaySecretsSchema, openSlot, type SlotPurpose, StepUpSecretsSchema, sealSlot } from '../vault/slots.ts';
import type { Slot } from '../vault/vault-file.ts';
import { requireGoodPassword } from './password-policy.ts';
import { nextSlotVersion, slotFacts } from './slot-writes.ts';

/**
 * Changes the signed-in user's own password: the slot that it opens, and the Privacy Officer's step-up slot with it. Asks
 * the old one again, which opens them, and counts a wrong one like a failed sign-in.
 * @throws VaultError `sign-in-failed`, `sign-in-locked-out`, `password-too-weak`, `invalid-input` for the present one.
 */
export async function changePassword(vault: OpenVault, oldPassword: string, newPassword: string): Promise<void> {
  const isOfficer = isPrivacyOfficer(vault);
  requireGoodPassword(newPassword, {
    name: vault.user.name,
    office: vault.directory.office,
    isPrivacyOfficer: isOfficer,
  });
  const { files, clock } = vault.env;
  const limits = vault.paths.signIns;
  const everyday = ownSlotId(vault);
  await beginAttempt(files, limits, everyday, clock.now());
  const version = nextSlotVersion(vault);
  const purposes: readonly SlotPurpose[] = isOfficer ? ['everyday', 'step-up'] : ['everyday'];
  const written: [string, Slot][] = [];
  for (const purpose of purposes)
    written.push(await resealedSlot(vault, purpose, { oldPassword, newPassword, version }));
  await attemptSucceeded(files, limits, everyday, clock.now());
  if (newPassword === oldPassword) throw invalidInput('password-unchanged', 'newPassword', 'the present password');

  dropEnrolment(vault);
  const content = { ...vault.official, slots: { ...vault.official.slots, ...Object.fromEntries(written) } };
  await changeVaultWithFile(vault, content, (change) => {
    for (const [, slot] of written)
      change.tell('password-changed', { user: vault.user.id, ...slotFacts(version, slot) });
  });
}

/** The slot with the same secrets under the new password. @throws VaultError `sign-in-failed` when the old one is wrong. */
async function resealedSlot(
  vault: OpenVault,
  purpose: SlotPurpose,
  { oldPassword, newPassword, version }: { oldPassword: string; newPassword: string; version: number },
): Promise<[string, Slot]> {
  const context = slotContextOf(vault);
  const id = ownSlotId(vault, purpose);
  const slot = vault.official.slots[id];
  const secrets =
    purpose === 'everyday'
      ? await openSlot(context, id, slot, oldPassword, EverydaySecretsSchema)
      : await openSlot(context, id, slot, oldPassword, StepUpSecretsSchema);
  if (secrets === null) throw signInFailed();
  return [id, await sealSlot(context, id, newPassword, { ...secrets, version })];
}
