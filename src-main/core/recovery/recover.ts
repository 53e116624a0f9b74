import { VaultError } from '../../contract/errors.ts';
import type { RecoveryStep } from '../../contract/recovery.ts';
import { takeOverTargets, targetsByPresentKeys } from '../backup/targets/take-over-targets.ts';
import { wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import type { Job } from '../job.ts';
import { requireGoodPassword } from '../people/password-policy.ts';
import { wipePersonalKey } from '../personal/personal-key.ts';
import type { Keychain } from '../ports/keychain.ts';
import { carryOutRotations } from '../rotation/rotations.ts';
import type { ApproachPurpose } from '../vault/approach.ts';
import type { PendingWork } from '../vault/directory.ts';
import { type Environment, type OpenVault, vaultPaths } from '../vault/open-vault.ts';
import { lastCertified } from '../vault/remember-present-head.ts';
import { requireFinished } from '../vault/restored-mark.ts';
import { forgetFailures } from '../vault/sign-in-limits.ts';
import { slotId } from '../vault/slots.ts';
import { parseKit } from './kit.ts';
import { newOfficer } from './new-officer.ts';
import { type KitAccess, leaveByKit, openByKit } from './open-by-kit.ts';
import { PlaceOnComputer } from './place-on-computer.ts';
import { prepareRekeying, type Rekeying } from './prepare-rekeying.ts';
import { type RecoveredPersonal, recoverPersonal } from './recovered-personal.ts';
import { strikeOff, writeRecovery } from './write-recovery.ts';

export interface Recovery {
  readonly folder: string;
  /** The text of the recovery key file. */
  readonly kitText: string;
  readonly newPassphrase: string;
  /** By default the kind that this computer has for the vault already, else the operating system's. */
  readonly keychain?: Keychain['kind'] | undefined;
}

export interface Recovered {
  readonly officer: { readonly id: string; readonly name: string };
  readonly computer: { readonly id: string; readonly name: string };
  /** What this computer could not do behind the transaction; the vault opens here all the same. */
  readonly unfinished: readonly RecoveryStep[];
  readonly compartments: number;
  /** Those that are not whole: left as they are, without new keys. */
  readonly broken: readonly string[];
  /** The member lists were not those of the last change: all access to folders is to be granted again. */
  readonly grantsEnded: boolean;
  readonly pending: readonly PendingWork[];
}

/**
 * Break-glass: a new passphrase and fresh keys for the Privacy Officer, certified by the root from here on, a place for this
 * computer, and a new key for everything that there is. One transaction; before it nothing has changed, after it everything:
 * what fails behind it is no failure, and is told. Then the database and the office secret get new keys too; where that cannot be done now it
 * stays in the directory as pending work. Progress in keys, then in pages.
 * @param purpose a restored vault is recovered only by who finishes it.
 * @throws VaultError those of `openByKit` and `parseKit`; `vault-restored`; `password-too-weak`; `keychain-missing`; `cancelled` before the transaction.
 */
export async function recover(
  env: Environment,
  { folder, kitText, newPassphrase, keychain }: Recovery,
  job: Job,
  purpose: ApproachPurpose = 'work',
): Promise<Recovered> {
  if (purpose === 'work') await requireFinished(env.files, vaultPaths(folder));
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
  keychain: Keychain['kind'] | undefined,
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
    const targets = await targetsByPresentKeys(env, kit.vault);
    await place.storeBeforehand();
    await writeRecovery(access, vault, officer, { ...rekeying, personal }, newPassphrase);
    const { position, hash } = vault.log.head;
    const certified = lastCertified(vault.chain, vault.official);
    const present = await place.storeAfterwards({ position, hash: base64(hash), ...certified });
    const unfinished = new Set<RecoveryStep>();
    if (present !== place.computer.id) unfinished.add('computer-keys');
    // Of the two places that this computer has now, the one whose keys are not in its keychain.
    const left = present === place.computer.id ? place.former : place.computer.id;
    const attempt = async (step: RecoveryStep, work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        unfinished.add(step);
      }
    };
    if (left !== null) await attempt('computer-struck-off', () => strikeOff(vault, left, present));
    if (present === place.computer.id) {
      const { computer, keychain: next } = place;
      const here = { env, id: kit.vault, computer, keychain: next };
      await attempt('backup-targets', () => takeOverTargets(here, targets));
    }
    for (const purpose of ['everyday', 'step-up'] as const) {
      const slot = slotId(kit.vault, officeSecret, purpose, name);
      await attempt('sign-in-record', () => forgetFailures(env.files, paths.signIns, slot));
    }
    await rotateRecovered(vault, job);
    return {
      officer: { id, name },
      computer: { id: present, name: env.machine.name },
      unfinished: [...unfinished],
      compartments: rekeying.compartments,
      broken: rekeying.broken,
      grantsEnded: !rekeying.listsProven,
      pending: vault.directory.pending,
    };
  } finally {
    officer.wipe();
    place?.wipe();
    rekeying?.wipe();
    if (personal) wipePersonalKey(personal.prepared.key);
  }
}

/** The keys that are new by then are not among those that `leaveByKit` wipes. */
async function rotateRecovered(vault: OpenVault, job: Job): Promise<void> {
  try {
    await carryOutRotations(vault, job);
  } finally {
    wipe(vault.officeSecret, ...vault.databaseKeys);
  }
}
