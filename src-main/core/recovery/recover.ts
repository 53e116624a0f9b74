import { wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import type { Job } from '../job.ts';
import { requireGoodPassword } from '../people/password-policy.ts';
import { wipePersonalKey } from '../personal/personal-key.ts';
import type { Keychain } from '../ports/keychain.ts';
import type { PendingWork } from '../vault/directory.ts';
import type { Environment } from '../vault/open-vault.ts';
import { lastCertified } from '../vault/remember-present-head.ts';
import { forgetFailures } from '../vault/sign-in-limits.ts';
import { slotId } from '../vault/slots.ts';
import { parseKit } from './kit.ts';
import { newOfficer } from './new-officer.ts';
import { type KitAccess, leaveByKit, openByKit } from './open-by-kit.ts';
import { PlaceOnComputer } from './place-on-computer.ts';
import { prepareRekeying, type Rekeying } from './prepare-rekeying.ts';
import { type RecoveredPersonal, recoverPersonal } from './recovered-personal.ts';
import { strikeOffFormer, writeRecovery } from './write-recovery.ts';

export interface Recovery {
  readonly folder: string;
  /** The text of the recovery key file. */
  readonly kitText: string;
  readonly newPassphrase: string;
  readonly keychain: Keychain['kind'];
}

export interface Recovered {
  readonly officer: { readonly id: string; readonly name: string };
  readonly computer: { readonly id: string; readonly name: string };
  readonly compartments: number;
  readonly pending: readonly PendingWork[];
}

/**
 * Break-glass: a new passphrase and fresh keys for the Privacy Officer, certified by the root from here on, a place for this
 * computer, and a new key for everything that there is. One transaction; before it nothing has changed, after it everything.
 * Both rotations that belong to it stay in the directory as pending work. Progress in keys.
 * @throws VaultError those of `openByKit` and `parseKit`; `password-too-weak`; `integrity-violated` for anything that cannot
 * be given its keys again; `keychain-missing`; `cancelled` before the transaction.
 */
export async function recover(
  env: Environment,
  { folder, kitText, newPassphrase, keychain }: Recovery,
  job: Job,
): Promise<Recovered> {
  const kit = parseKit(kitText);
  try {
    const access = await openByKit(env, folder, kit, 'recover');
    try {
      return await recoverOpened(access, newPassphrase, keychain, job);
    } finally {
      leaveByKit(access);
    }
  } finally {
    wipePostQuantumIdentity(kit.identity);
  }
}

async function recoverOpened(
  access: KitAccess,
  newPassphrase: string,
  keychain: Keychain['kind'],
  job: Job,
): Promise<Recovered> {
  const { env, kit, officeSecret, directory, paths } = access;
  const officer = newOfficer(access);
  const { id, name } = officer.user;
  let place: PlaceOnComputer | null = null;
  let rekeying: Rekeying | null = null;
  let personal: RecoveredPersonal | null = null;
  try {
    requireGoodPassword(newPassphrase, { name, office: directory.office, isPrivacyOfficer: true });
    place = await PlaceOnComputer.prepare(access, keychain);
    const prepared = await prepareRekeying(access, officer, place, job);
    const { vault } = prepared;
    rekeying = prepared.rekeying;
    personal = await recoverPersonal(access, vault, officer);
    await place.storeBeforehand();
    await writeRecovery(access, vault, officer, { ...rekeying, personal }, newPassphrase);
    const { position, hash } = vault.log.head;
    const certified = lastCertified(vault.chain, vault.official);
    await place.storeAfterwards({ position, hash: base64(hash), ...certified });
    if (place.former !== null) await strikeOffFormer(vault, place.former);
    for (const purpose of ['everyday', 'step-up'] as const) {
      const slot = slotId(kit.vault, officeSecret, purpose, name);
      // It has taken effect: a wait that could not be forgotten must not look as if it had not.
      await forgetFailures(env.files, `${paths.spool}/sign-in.json`, slot).catch(() => undefined);
    }
    const { computer } = place;
    return {
      officer: { id, name },
      computer: { id: computer.id, name: computer.name },
      compartments: rekeying.compartments,
      pending: vault.directory.pending,
    };
  } finally {
    officer.wipe();
    place?.wipe();
    rekeying?.wipe();
    if (personal) wipePersonalKey(personal.prepared.key);
  }
}
