import { invalidInput } from '../../contract/error-reasons.ts';
import { wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import type { Job } from '../job.ts';
import type { Keychain } from '../ports/keychain.ts';
import type { Target } from '../ports/target.ts';
import { parseKit } from '../recovery/kit.ts';
import { recover } from '../recovery/recover.ts';
import { strikeOff } from '../recovery/write-recovery.ts';
import { rotateKeys } from '../rotation/rotations.ts';
import { acceptRollback } from '../vault/accept-rollback.ts';
import { changeVault } from '../vault/change.ts';
import { closeVault } from '../vault/close-vault.ts';
import type { PendingWork } from '../vault/directory.ts';
import { keepLastRestore } from '../vault/last-restore.ts';
import { type Environment, type OpenVault, vaultPaths } from '../vault/open-vault.ts';
import { type RestoredMark, readRestoredMark } from '../vault/restored-mark.ts';
import { registerSetAsides, setAsidesBehind } from '../vault/set-aside.ts';
import { signIn } from '../vault/sign-in.ts';
import { type KnownSince, type NewestState, newestState } from './newest-state.ts';
import { type Replayed, replay } from './replay.ts';

export interface WantedFinish {
  readonly folder: string;
  /** The text of the recovery key file. */
  readonly kitText: string;
  readonly newPassphrase: string;
  readonly keychain?: Keychain['kind'] | undefined;
  /** Where the vault's backups are, to know what has happened since; null where there are none any more. */
  readonly target: Target | null;
}

export interface FinishedRestore {
  readonly officer: { readonly id: string; readonly name: string };
  readonly computer: { readonly id: string; readonly name: string };
  readonly replayed: Replayed;
  /** Where what was done again was known from; null where nothing newer is known. */
  readonly from: NewestState['from'] | null;
  /** How much is wrong with the backups: what newer ones know of may not have been done again. */
  readonly unread: number;
  /** How many entries of the log came after the backup, where that is known: what they wrote is lost, but for what was done again. */
  readonly lostEntries: number | null;
  /** True where somebody became Privacy Officer, or was given new keys, since: her computers refuse the vault as it is now. */
  readonly officerChangedSince: boolean;
  readonly struckOff: readonly { readonly id: string; readonly name: string }[];
  /** The name of the folder, beside the vault, in which the one of before lies for 30 days, with what has been erased since. */
  readonly setAside: string | null;
  readonly broken: readonly string[];
  readonly grantsEnded: boolean;
  readonly pending: readonly PendingWork[];
}

/**
 * Finishes a restored vault with the recovery key (docs/formats.md section 15.10): new keys for the Privacy Officer and for
 * everything, what has been taken away since is taken away again, every other computer is struck off. Until it has ended nobody
 * else can sign in; stopped anywhere, it is begun again.
 * @throws VaultError `invalid-input` reason `nothing-to-finish`; `integrity-violated` part `restored.json` for one that is not this
 * vault's; those of `recover`, `signIn` and the target; `cancelled`.
 */
export async function finishRestore(env: Environment, wanted: WantedFinish, job: Job): Promise<FinishedRestore> {
  const { folder, kitText, newPassphrase, keychain, target } = wanted;
  const paths = vaultPaths(folder);
  const mark = await readRestoredMark(env.files, paths);
  if (mark === null) throw invalidInput('nothing-to-finish', 'vault', 'not a restored vault');
  const kit = parseKit(kitText);
  let known: KnownSince;
  try {
    known = await newestState({ env, folder, mark, kit, target }, job);
  } finally {
    wipePostQuantumIdentity(kit.identity);
  }
  const { newest, takenAway, unread } = known;
  const recovered = await recover(env, { folder, kitText, newPassphrase, keychain }, job, 'finish-restore');
  const { officer, computer, broken, grantsEnded } = recovered;
  const credentials = { name: officer.name, password: newPassphrase };
  const { vault } = await signIn(env, folder, credentials, 'finish-restore');
  try {
    if (vault.readOnly) await acceptRollback(vault, inLog, 'recovery-key');
    const replayed = await replay(vault, takenAway, inLog, job);
    const struckOff = await strikeOffOthers(vault);
    // Behind it, for theirs are the copies of the office secret that must open nothing any more.
    await rotateKeys(vault, job);
    const lost = lostSince(mark, newest);
    const setAsides = await setAsidesBehind(env.files, paths, mark.setAside);
    changeVault(vault, (change) => {
      registerSetAsides(vault, setAsides, change.at);
      const { computer, number } = mark.snapshot;
      const { erased, disabled, revoked } = replayed;
      const counts = { erasures: erased, departures: disabled, withdrawals: revoked, lost: lost.lostEntries };
      change.tell('vault-restored', { computer, backup: number, ...counts });
      keepLastRestore(vault, change, { backupAt: mark.snapshot.at, setAside: mark.setAside });
    });
    await env.files.remove(paths.restored);
    const { pending } = vault.directory;
    const { setAside } = mark;
    return {
      officer,
      computer,
      replayed,
      from: newest?.from ?? null,
      unread,
      ...lost,
      struckOff,
      setAside,
      broken,
      grantsEnded,
      pending,
    };
  } finally {
    await closeVault(vault);
  }
}

/** As the reason of what is done again, in every language. */
const inLog = 'kluis restore finish';

/** Where the vault goes on from is this computer; the others ask for their place anew. */
async function strikeOffOthers(vault: OpenVault): Promise<{ id: string; name: string }[]> {
  const others = vault.directory.computers.filter(({ id, state }) => state === 'active' && id !== vault.computer.id);
  for (const { id } of others) await strikeOff(vault, id, vault.computer.id);
  return others.map(({ id, name }) => ({ id, name }));
}

function lostSince({ snapshot: { position } }: RestoredMark, newest: NewestState | null) {
  if (newest === null || position === null) return { lostEntries: null, officerChangedSince: false };
  const { state } = newest;
  return { lostEntries: Math.max(0, state.position - position), officerChangedSince: state.officer > position };
}
