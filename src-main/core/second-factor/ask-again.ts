import { VaultError } from '../../contract/errors.ts';
import { wipe } from '../crypto/sealing.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { ownSlotId, slotContextOf } from '../vault/own-slot.ts';
import { signInFailed } from '../vault/sign-in.ts';
import { attemptSucceeded, beginAttempt } from '../vault/sign-in-limits.ts';
import { type EverydaySecrets, EverydaySecretsSchema, openSlotWith, type SlotKey, slotKeyOf } from '../vault/slots.ts';
import { proveSecondFactor, secondFactorNeeded } from './prove.ts';

/** The signed-in user's everyday slot, opened once more. */
export interface OwnSlot {
  readonly id: string;
  readonly secrets: EverydaySecrets;
  /** The caller wipes it. */
  readonly key: SlotKey;
}

/**
 * Asks her password again, and the code where she has a second factor. A wrong one counts like a failed sign-in.
 * @throws VaultError `sign-in-failed`, `sign-in-locked-out`, `second-factor-needed`.
 */
export async function askAgain(vault: OpenVault, password: string, code: string | undefined): Promise<OwnSlot> {
  const { env } = vault;
  const limits = vault.paths.signIns;
  const id = ownSlotId(vault);
  await beginAttempt(env.files, limits, id, env.clock.now());
  const context = slotContextOf(vault);
  const key = await slotKeyOf(context, id, vault.official.slots[id], password);
  try {
    const secrets = openSlotWith(context, id, vault.official.slots[id], key, EverydaySecretsSchema);
    if (secrets === null) throw signInFailed();
    const [proof] = await proveSecondFactor(env, { vault: vault.id, limits, slot: id }, [secrets.secondFactor], code);
    if (!proof) throw code === undefined ? secondFactorNeeded() : signInFailed();
    await attemptSucceeded(env.files, limits, id, env.clock.now());
    return { id, secrets, key };
  } catch (error) {
    wipe(key.inner);
    throw error;
  }
}

/** What her slot holds, by the key that a password gave before. @throws VaultError `internal` when it was written since. */
export function ownSecrets(vault: OpenVault, key: SlotKey): EverydaySecrets {
  const id = ownSlotId(vault);
  const secrets = openSlotWith(slotContextOf(vault), id, vault.official.slots[id], key, EverydaySecretsSchema);
  if (secrets === null) throw new VaultError('internal', 'the slot was written since');
  return secrets;
}
