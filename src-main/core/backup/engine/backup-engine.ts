import type { BackupStatus } from '../../../contract/backup-status.ts';
import { VaultError } from '../../../contract/errors.ts';
import type { Job } from '../../job.ts';
import type { NamedTarget } from '../targets/target-status.ts';
import { type LaneSurroundings, TargetLane } from './target-lane.ts';

/** Keeps the backups of one vault up to date, on all targets of this computer side by side. */
export class BackupEngine<Run> {
  readonly #around: LaneSurroundings<Run>;
  readonly #lanes = new Map<string, TargetLane<Run>>();

  constructor(around: LaneSurroundings<Run>) {
    this.#around = around;
  }

  /** Where backups go from now on. What is under way to a target that is no more is broken off. */
  async setTargets(targets: readonly NamedTarget[]): Promise<void> {
    const wanted = new Set(targets.map(({ id }) => id));
    const gone = [...this.#lanes].filter(([id]) => !wanted.has(id));
    for (const [id] of gone) this.#lanes.delete(id);
    await Promise.all(gone.map(([, lane]) => lane.stop()));
    for (const target of targets) {
      const lane = this.#lanes.get(target.id);
      if (lane) lane.name = target.name;
      else this.#lanes.set(target.id, await TargetLane.open(this.#around, target));
    }
    this.#around.changed();
  }

  /** Begins what is due. To be called every few seconds. */
  async look(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.look()));
  }

  /** @throws VaultError `not-found`, and those of the run. */
  async runNow(target: string, job: Job): Promise<Run> {
    const lane = this.#lanes.get(target);
    if (!lane) throw new VaultError('not-found', 'no such target of this computer', { details: { input: 'target' } });
    return await lane.runNow(job);
  }

  /** Takes in what other programs, or somebody by hand, have kept since the last look. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.refresh()));
  }

  status(): BackupStatus {
    return { targets: [...this.#lanes.values()].map((lane) => lane.status()) };
  }

  /** Breaks off everything; what was sent serves the next run. */
  async stop(): Promise<void> {
    const lanes = [...this.#lanes.values()];
    this.#lanes.clear();
    await Promise.all(lanes.map((lane) => lane.stop()));
  }
}
