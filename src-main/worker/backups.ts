import type { BackupStatus } from '../contract/backup-status.ts';
import { VaultBackups } from '../core/backup/engine/vault-backups.ts';
import type { BackupRun } from '../core/backup/runs/run-backup.ts';
import type { Job } from '../core/job.ts';
import type { Environment, OpenVault } from '../core/vault/open-vault.ts';

/** So often is looked whether a run is due, in ms: a change is noticed as soon. */
const lookEveryMs = 5_000;

/** The vaults of which this process makes the backups, by their folders. */
export class Backups {
  readonly #opened: (vault: string) => OpenVault | null;
  readonly #changed: () => void;
  readonly #vaults = new Map<string, VaultBackups>();
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param opened a vault by its id, while somebody is signed in to it here.
   * @param changed told whenever the status of one is another.
   */
  constructor(opened: (vault: string) => OpenVault | null, changed: () => void) {
    this.#opened = opened;
    this.#changed = changed;
  }

  /**
   * Looks after the backups of a vault from now on, as this computer's settings say, whether somebody is signed in or not.
   * Idempotent. @throws VaultError `vault-not-found`, `integrity-violated`.
   */
  async watch(env: Environment, folder: string): Promise<void> {
    const place = await placeOf(env, folder);
    if (this.#vaults.has(place)) return;
    const backups = await VaultBackups.open(env, place, { opened: this.#opened, changed: this.#changed });
    if (this.#vaults.has(place)) return;
    this.#vaults.set(place, backups);
    this.#timer ??= setInterval(() => this.#look(), lookEveryMs).unref();
    this.#look();
  }

  /** @returns null for a vault that is not looked after here. @throws VaultError of the settings. */
  async status(env: Environment, folder: string): Promise<BackupStatus | null> {
    return (await this.#of(env, folder))?.status() ?? null;
  }

  /** As `VaultBackups.runNow`. @returns null for a vault that is not looked after here. */
  async runNow(vault: string, target: string, job: Job): Promise<BackupRun | null> {
    for (const backups of this.#vaults.values()) if (backups.id === vault) return await backups.runNow(target, job);
    return null;
  }

  /** Does what needs the lock of a vault that nobody has open: no backup is in the way. */
  async whileFree<Result>(env: Environment, folder: string, work: () => Promise<Result>): Promise<Result> {
    const backups = await this.#of(env, folder);
    return backups ? await backups.whileFree(work) : await work();
  }

  /** Breaks everything off, and waits until it has ended. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    const stopped = [...this.#vaults.values()];
    this.#vaults.clear();
    await Promise.all(stopped.map((backups) => backups.stop()));
  }

  #look(): void {
    for (const backups of this.#vaults.values()) backups.look().catch(triedAgain);
  }

  async #of(env: Environment, folder: string): Promise<VaultBackups | undefined> {
    return this.#vaults.size === 0 ? undefined : this.#vaults.get(await placeOf(env, folder));
  }
}

async function placeOf(env: Environment, folder: string): Promise<string> {
  return (await env.files.realPath(folder)) ?? folder;
}

function triedAgain(): void {
  // The keychain or the disk does not answer: `status` tells whoever asks, and the next look may find it otherwise.
}
