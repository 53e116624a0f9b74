import { invalidInput } from '../../contract/error-reasons.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { nextSlotVersion, slotFacts } from '../people/slot-writes.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import { type OpenVault, requireChangeable } from '../vault/open-vault.ts';
import { ownSlotId, slotContextOf, withSlot } from '../vault/own-slot.ts';
import { codeAccepted } from '../vault/sign-in-limits.ts';
import { newSlotKey, type SlotKey, sealSlotWith } from '../vault/slots.ts';
import { askAgain, ownSecrets } from './ask-again.ts';
import { base32 } from './base32.ts';
import { newRecoveryCodes, type RecoveryCodes } from './recovery-codes.ts';
import { newTotpSecret, stepOfCode, totpDigits } from './totp.ts';

/** A second factor that is being set up: it counts for nothing until it is in the slot. */
export interface Enrolment {
  readonly secret: Buffer;
  /** What opens the slot as it is, and what it will be written with: begun with the password, ended without it. */
  readonly present: SlotKey;
  readonly next: SlotKey;
  /** Once the authenticator was seen to have the secret. */
  confirmed: { readonly step: number; readonly codes: Omit<RecoveryCodes, 'shown'> } | null;
}

/** What an authenticator takes. */
export interface TotpKey {
  /** `otpauth://totp/…`, for the QR code. */
  readonly otpauth: string;
  /** The secret in base32, in groups of four. */
  readonly key: string;
}

/**
 * Begins a second factor, in the place of one that is being set up; in that of one that is on only with its code.
 * @throws VaultError `sign-in-failed`, `sign-in-locked-out`, `second-factor-needed`, `vault-read-only`.
 */
export async function beginSecondFactor(
  vault: OpenVault,
  { password, code }: { readonly password: string; readonly code?: string | undefined },
): Promise<TotpKey> {
  requireChangeable(vault);
  dropEnrolment(vault);
  const { key: present } = await askAgain(vault, password, code);
  const next = await newSlotKey(slotContextOf(vault), password);
  const secret = newTotpSecret();
  vault.enrolment = { secret, present, next, confirmed: null };
  const text = base32(secret);
  return { otpauth: otpauthOf(vault, text), key: text.match(/.{1,4}/g)?.join(' ') ?? text };
}

/** @returns the recovery codes, shown once. @throws VaultError `invalid-input` `wrong-code`, `no-code-confirmed` when nothing was begun. */
export function confirmSecondFactor(vault: OpenVault, code: string): readonly string[] {
  const { enrolment } = vault;
  if (!enrolment) throw invalidInput('no-code-confirmed', 'code', 'no second factor is being set up');
  const digits = code.replace(/[\s-]/gu, '');
  const step = digits.length === totpDigits ? stepOfCode(enrolment.secret, digits, vault.env.clock.now(), -1) : null;
  if (step === null) throw invalidInput('wrong-code', 'code', 'not a code of the secret that was given');
  const { shown, ...codes } = newRecoveryCodes(vault.id);
  enrolment.confirmed = { step, codes };
  return shown;
}

/** From here on a sign-in asks for a code. Told to the log. @throws VaultError `invalid-input` `no-code-confirmed`. */
export async function turnOnSecondFactor(vault: OpenVault): Promise<void> {
  const { enrolment } = vault;
  if (!enrolment?.confirmed) throw invalidInput('no-code-confirmed', 'code', 'no code was confirmed');
  const { secret, present, next, confirmed } = enrolment;
  const id = ownSlotId(vault);
  const secrets = ownSecrets(vault, present);
  const version = nextSlotVersion(vault);
  const { salt, hashes } = confirmed.codes;
  const secondFactor = { secret: base64(secret), since: version, salt, codes: [...hashes] };
  const slot = sealSlotWith(slotContextOf(vault), id, next, { ...secrets, version, secondFactor });
  // The code that proved it is not to open the next sign-in, whoever saw it typed.
  const now = vault.env.clock.now();
  await codeAccepted(vault.env.files, vault.paths.signIns, id, { step: confirmed.step, now });
  await changeVaultWithFile(vault, withSlot(vault.official, id, slot), (change) =>
    change.tell('second-factor-on', { user: vault.user.id, ...slotFacts(version, slot) }),
  );
  vault.secondFactor = { codesLeft: hashes.length };
  dropEnrolment(vault);
}

/** Forgets and wipes what is being set up. Idempotent. */
export function dropEnrolment(vault: OpenVault): void {
  const { enrolment } = vault;
  if (enrolment) wipe(enrolment.secret, enrolment.present.inner, enrolment.next.inner);
  vault.enrolment = undefined;
}

function otpauthOf({ user, directory }: OpenVault, secret: string): string {
  const [issuer, account] = ['Dossierkluis', `${user.name} (${directory.office})`].map(encodeURIComponent);
  return `otpauth://totp/${issuer}:${account}?secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=6&period=30`;
}
