import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { wipe } from '../crypto/sealing.ts';
import { nextSlotVersion, slotFacts } from '../people/slot-writes.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import { type OpenVault, requireChangeable } from '../vault/open-vault.ts';
import { slotContextOf, withSlot } from '../vault/own-slot.ts';
import { newSlotKey, sealSlotWith } from '../vault/slots.ts';
import { askAgain } from './ask-again.ts';
import type { SecondFactor } from './check-code.ts';
import { dropEnrolment } from './enrol.ts';
import { newRecoveryCodes } from './recovery-codes.ts';

/** The two together, as a sign-in asks for them. */
export interface PasswordAndCode {
  readonly password: string;
  readonly code: string;
}

/** Where somebody's second factor stands; `to-set-up`: the office asks for one and she has none. */
export type SecondFactorState = 'off' | 'on' | 'to-set-up';

export function secondFactorState(vault: Pick<OpenVault, 'directory' | 'secondFactor'>): SecondFactorState {
  if (vault.secondFactor) return 'on';
  return officeSettings(vault).secondFactor === 'compulsory' ? 'to-set-up' : 'off';
}

/**
 * From here on the password alone signs in. Told to the log.
 * @throws VaultError `not-authorised` where the office asks for one; `sign-in-failed`, `sign-in-locked-out`.
 */
export async function turnOffSecondFactor(vault: OpenVault, given: PasswordAndCode): Promise<void> {
  requireChangeable(vault);
  if (officeSettings(vault).secondFactor === 'compulsory') {
    throw new VaultError('not-authorised', 'the office asks for a second factor');
  }
  if (await rewrite(vault, given, 'second-factor-off', () => undefined)) vault.secondFactor = undefined;
}

/**
 * Eight new recovery codes in the place of those that are left. Told to the log.
 * @returns as they are shown, once. @throws VaultError `sign-in-failed`, `sign-in-locked-out`; `invalid-input`
 * `no-code-confirmed` without a second factor.
 */
export async function renewRecoveryCodes(vault: OpenVault, given: PasswordAndCode): Promise<readonly string[]> {
  requireChangeable(vault);
  const { shown, salt, hashes } = newRecoveryCodes(vault.id);
  const renewed = await rewrite(vault, given, 'recovery-codes-renewed', (present) => {
    return { ...present, salt, codes: [...hashes] };
  });
  if (!renewed) throw invalidInput('no-code-confirmed', 'code', 'there is no second factor');
  vault.secondFactor = { codesLeft: hashes.length };
  return shown;
}

/** @returns false, with nothing written, when there is no second factor. */
async function rewrite(
  vault: OpenVault,
  { password, code }: PasswordAndCode,
  action: string,
  next: (present: SecondFactor) => SecondFactor | undefined,
): Promise<boolean> {
  const { id, secrets, key } = await askAgain(vault, password, code);
  wipe(key.inner);
  const { secondFactor, ...others } = secrets;
  if (secondFactor === undefined) return false;
  // One that was being set up would be written with a slot that is not there any more.
  dropEnrolment(vault);
  const context = slotContextOf(vault);
  const slotKey = await newSlotKey(context, password);
  const version = nextSlotVersion(vault);
  const replaced = next(secondFactor);
  const slot = sealSlotWith(context, id, slotKey, {
    ...others,
    version,
    ...(replaced === undefined ? {} : { secondFactor: replaced }),
  });
  wipe(slotKey.inner);
  await changeVaultWithFile(vault, withSlot(vault.official, id, slot), (change) =>
    change.tell(action, { user: vault.user.id, ...slotFacts(version, slot) }),
  );
  return true;
}
