import type { BackupStatus } from '../../../contract/backup-status.ts';
import type { Job } from '../../job.ts';
import { Turns } from '../../turns.ts';
import { type Environment, type OpenVault, vaultPaths } from '../../vault/open-vault.ts';
import { readVaultFile } from '../../vault/vault-file.ts';
import { pruneByItself } from '../prune/prune-target.ts';
import type { BackupRun } from '../runs/run-backup.ts';
import { keepFailure, runTarget } from '../runs/run-targets.ts';
import { type BackupSource, openSource } from '../sources/backup-source.ts';
import { LockedCaptures } from '../sources/locked-captures.ts';
import { lockedSource } from '../sources/locked-source.ts';
import { spreadOf, type VaultHere, withVaultHere } from '../sources/vault-here.ts';
import { type KnownTarget, memoryOf, readBackupSettings, targetMeant } from '../targets/kept-settings.ts';
import { keepLockedState } from '../targets/locked-state.ts';
import { readState } from '../targets/target-state.ts';
import { verifyTarget } from '../verify/inspect-targets.ts';
import { BackupEngine } from './backup-engine.ts';

interface Surroundings {
  /** The vault of an id, while somebody is signed in to it in this process. */
  opened(id: string): OpenVault | null;
  /** Told whenever `status` is another. */
  changed(): void;
}

/** How often a run looks whether a copy of this computer writes to the same place. */
const lookForOthersMs = 60 * 60 * 1000;

/**
 * The backups of one vault, for as long as this process looks after it: while somebody is signed in and while nobody is. Runs
 * work with this computer's own key from the keychain, so that one that sends goes on when its vault is closed.
 */
export class VaultBackups {
  readonly #env: Environment;
  readonly #folder: string;
  readonly id: string;
  readonly #opened: () => OpenVault | null;
  readonly #engine: BackupEngine<BackupRun>;
  /** Of several targets one copies the vault after the other; each sends when it has. */
  readonly #captures = new Turns();
  readonly #lockedCaptures = new LockedCaptures();
  readonly #lookedForOthersAt = new Map<string, number>();
  #settingsModifiedAt: number | null = null;
  #isLooking = false;
  /** From 0 up to but not 1, the same for a computer every time. */
  #spread = 0;

  private constructor(env: Environment, folder: string, id: string, { opened, changed }: Surroundings) {
    this.#env = env;
    this.#folder = folder;
    this.id = id;
    this.#opened = () => opened(id);
    this.#engine = new BackupEngine({
      clock: env.clock,
      spread: () => this.#spread,
      state: (target) => readState(env.files, memoryOf({ env, id }, target)),
      position: () => opened(id)?.log.head.position ?? null,
      run: (target, job) => this.#run(target, job),
      verify: (target, job) => this.#verify(target, job),
      prune: (target, job) => this.#prune(target, job),
      changed,
    });
  }

  /** @param folder of the vault. @throws VaultError `vault-not-found`, `integrity-violated`. */
  static async open(env: Environment, folder: string, around: Surroundings): Promise<VaultBackups> {
    const { content } = await readVaultFile(env.files, vaultPaths(folder).vaultFile);
    return new VaultBackups(env, folder, content.vault, around);
  }

  /**
   * Takes in what somebody has said of targets, and begins what is due. To be called every few seconds.
   * @throws VaultError of the settings.
   */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#readSettings();
      await this.#engine.look();
    } finally {
      this.#isLooking = false;
    }
  }

  /** @param target its id. @throws VaultError those of the run. */
  async runNow(target: string, job: Job): Promise<BackupRun> {
    await this.#readSettings();
    return await this.#engine.runNow(target, job);
  }

  /** @throws VaultError of the settings. */
  async status(): Promise<BackupStatus> {
    await this.#readSettings();
    await this.#engine.refresh();
    return this.#engine.status();
  }

  /** Opens the vault, or does what else needs its lock: no backup is in the way. */
  async whileFree<Result>(work: () => Promise<Result>): Promise<Result> {
    return await this.#lockedCaptures.whileNone(work);
  }

  /** Breaks off everything; what was sent serves the next run. */
  async stop(): Promise<void> {
    await this.#engine.stop();
  }

  /** Looks first whether there are any: where there are none the keychain is left alone. */
  async #readSettings(): Promise<void> {
    const found = await this.#env.files.look(`${this.#env.backupFolder(this.id)}/settings.json`);
    const modifiedAt = found?.modifiedAtMs ?? null;
    if (modifiedAt === this.#settingsModifiedAt) return;
    const { targets } = await this.#here(async (here) => {
      this.#spread = spreadOf(here);
      return await readBackupSettings(here);
    });
    await this.#engine.setTargets(targets);
    this.#settingsModifiedAt = modifiedAt;
  }

  async #run(id: string, job: Job): Promise<BackupRun> {
    let hasBegun = false;
    try {
      return await this.#withTarget(id, async (here, target) => {
        hasBegun = true;
        const looksForOthers = this.#isTimeToLook(id);
        const run = await runTarget(here, target, { source: () => this.#source(here), looksForOthers }, job);
        if (looksForOthers) this.#lookedForOthersAt.set(id, this.#env.clock.now());
        return run;
      });
    } catch (error) {
      if (!hasBegun) await keepFailure({ env: this.#env, id: this.id }, { id }, error);
      throw error;
    }
  }

  async #source(here: VaultHere): Promise<BackupSource> {
    const source = await this.#sourceNow(here);
    return { ...source, capture: async (use) => await this.#captures.take(async () => await source.capture(use)) };
  }

  async #sourceNow(here: VaultHere): Promise<BackupSource> {
    const vault = this.#opened();
    if (vault === null) return this.#lockedCaptures.givingWay(await lockedSource(here));
    const source = openSource(vault);
    await keepLockedState(vault, source.writerFile);
    return { ...source, computer: here.computer };
  }

  async #verify(id: string, job: Job): Promise<void> {
    await this.#withTarget(id, async (here, target) => await verifyTarget(here, target, 'all', job));
  }

  async #prune(id: string, job: Job): Promise<void> {
    await this.#withTarget(id, async (here, target) => {
      await pruneByItself(here, target, this.#opened(), job);
    });
  }

  async #withTarget<Result>(
    id: string,
    work: (here: VaultHere, target: KnownTarget) => Promise<Result>,
  ): Promise<Result> {
    return await this.#here(async (here) => await work(here, targetMeant(await readBackupSettings(here), id)));
  }

  #isTimeToLook(target: string): boolean {
    const lookedAt = this.#lookedForOthersAt.get(target);
    return lookedAt === undefined || Math.abs(this.#env.clock.now() - lookedAt) >= lookForOthersMs;
  }

  async #here<Result>(work: (here: VaultHere) => Promise<Result>): Promise<Result> {
    return await withVaultHere(this.#env, this.#folder, work);
  }
}
