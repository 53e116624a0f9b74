import type { BackupTargetStatus } from '../../../contract/backup-status.ts';
import { VaultError } from '../../../contract/errors.ts';
import type { Job } from '../../job.ts';
import type { Clock } from '../../ports/clock.ts';
import { historyOf, noState, type TargetState } from '../targets/target-state.ts';
import { type NamedTarget, targetStatus } from '../targets/target-status.ts';
import { nextPruning, nextRun, nextVerification } from './schedule.ts';

/** How long a run waits that was broken off for a reason which has nothing to do with its target: the vault is in use. */
const heldUpMs = 15_000;

/** `Run` is what a run comes to. */
export interface LaneSurroundings<Run> {
  readonly clock: Clock;
  /** As `nextRun` takes it. */
  spread(): number;
  /** How runs and verifications went, also those of other programs of this computer. */
  state(target: string): Promise<TargetState>;
  /** Of the last entry in the log of the open vault; null while nobody is signed in. */
  position(): number | null;
  /**
   * Brings a target up to date, and keeps in its state what became of it.
   * @throws VaultError; `cancelled` when the vault was opened or closed meanwhile, and `vault-in-use`, are in no state.
   */
  run(target: string, job: Job): Promise<Run>;
  /** Reads and compares all that lies there, and keeps it as well. */
  verify(target: string, job: Job): Promise<void>;
  /** Removes what is kept no longer there, and keeps in its state what became of it. Broken off anywhere, the next goes on. */
  prune(target: string, job: Job): Promise<void>;
  /** Told whenever something that is shown is another. */
  changed(): void;
}

interface Activity {
  readonly what: 'backup' | 'verification' | 'pruning';
  readonly since: number;
  readonly controller: AbortController;
  done: number;
  total: number | null;
}

/** One target: when its runs are due, and the one that is under way. It waits for nobody, and nobody for it. */
export class TargetLane<Run> {
  readonly #around: LaneSurroundings<Run>;
  readonly #activities = new Map<Activity['what'], { readonly activity: Activity; readonly ended: Promise<unknown> }>();
  #target: NamedTarget;
  #state: TargetState = noState;
  #isStopped = false;
  #heldUpUntil = 0;
  #pruneBegunAt: number | null = null;
  /** Since when the target has lacked something, and the position of the log that it surely has. */
  #changedAt: number | null;
  #sent: number | null = null;

  private constructor(around: LaneSurroundings<Run>, target: NamedTarget, state: TargetState) {
    this.#around = around;
    this.#target = target;
    this.#state = state;
    // What was changed while nobody looked is not known: it is looked at once.
    this.#changedAt = around.clock.now();
  }

  static async open<Run>(around: LaneSurroundings<Run>, target: NamedTarget): Promise<TargetLane<Run>> {
    return new TargetLane(around, target, await around.state(target.id));
  }

  set name(name: string) {
    this.#target = { ...this.#target, name };
  }

  /** Notices what is new, and begins what is due. To be called every few seconds. */
  async look(): Promise<void> {
    await this.#readState();
    if (this.#isStopped) return;
    const now = this.#around.clock.now();
    const position = this.#around.position();
    if (position !== null && position !== this.#sent) this.#changedAt ??= now;
    if (this.#dueAt(now) <= now) this.#begin('backup', (job) => this.#run(job)).catch(leftBehind);
    const verifyAt = this.#state.failed === null ? nextVerification(historyOf(this.#state), now) : null;
    const isBusy = this.#activities.has('verification') || this.#activities.has('pruning');
    if (verifyAt !== null && verifyAt <= now && !isBusy) {
      this.#begin('verification', (job) => this.#around.verify(this.#target.id, job)).catch(leftBehind);
    }
    if (this.#isPruningDue(now)) {
      this.#pruneBegunAt = now;
      this.#begin('pruning', (job) => this.#around.prune(this.#target.id, job)).catch(leftBehind);
    }
  }

  /** Takes in what other programs, or somebody by hand, have kept since the last look. */
  async refresh(): Promise<void> {
    await this.#readState();
  }

  /**
   * A run at once, whatever is due; one that is under way may have begun before the last change, and is waited for.
   * @throws VaultError those of the run.
   */
  async runNow(job: Job): Promise<Run> {
    while (this.#activities.has('backup')) await this.#endOf('backup');
    return await this.#begin('backup', (own) => this.#run(own), job);
  }

  status(): BackupTargetStatus {
    const now = this.#around.clock.now();
    // Pruning is nothing that anybody waits for.
    const activities = [...this.#activities.values()].flatMap(({ activity: { what, since, done, total } }) =>
      what === 'pruning' ? [] : [{ what, since, done, total }],
    );
    const dueAt = this.#dueAt(now);
    const nextRunAt = Number.isFinite(dueAt) ? dueAt : null;
    return targetStatus(this.#target, this.#state, { changedAt: this.#changedAt, activities, nextRunAt }, now);
  }

  /** Breaks off what is under way, and waits until it has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const running = [...this.#activities.values()];
    for (const { activity } of running) activity.controller.abort();
    await Promise.allSettled(running.map(({ ended }) => ended));
  }

  async #endOf(what: Activity['what']): Promise<void> {
    await this.#activities.get(what)?.ended.catch(leftBehind);
  }

  /** After a good run, and beside nothing else: what is read or written meanwhile would be in its way. */
  #isPruningDue(now: number): boolean {
    if (this.#activities.size > 0 || this.#state.failed !== null) return false;
    const at = nextPruning(historyOf(this.#state), this.#pruneBegunAt, now);
    return at !== null && at <= now;
  }

  /** Infinity while a run is under way. */
  #dueAt(now: number): number {
    if (this.#activities.has('backup')) return Number.POSITIVE_INFINITY;
    const vault = { changedAt: this.#changedAt, isOpen: this.#around.position() !== null };
    const { at } = nextRun(historyOf(this.#state), vault, now, this.#around.spread());
    // By a clock that went back it would never be over.
    return this.#heldUpUntil > now + heldUpMs ? at : Math.max(at, this.#heldUpUntil);
  }

  async #begin<Result>(
    what: Activity['what'],
    work: (job: Job) => Promise<Result>,
    caller: Job | null = null,
  ): Promise<Result> {
    if (this.#isStopped) throw new VaultError('cancelled', 'the engine was stopped');
    const controller = new AbortController();
    const activity: Activity = { what, since: this.#around.clock.now(), controller, done: 0, total: null };
    const job: Job = {
      signal: caller === null ? controller.signal : AbortSignal.any([controller.signal, caller.signal]),
      report: (done, total) => {
        activity.done = done;
        activity.total = total;
        caller?.report(done, total);
      },
    };
    // Later, so that it is under way before it can end.
    const ended = Promise.resolve().then(async () => {
      try {
        return await work(job);
      } finally {
        await this.#readState();
        this.#activities.delete(what);
        this.#around.changed();
      }
    });
    this.#activities.set(what, { activity, ended });
    this.#around.changed();
    return await ended;
  }

  async #run(job: Job): Promise<Run> {
    const changedAt = this.#changedAt;
    this.#changedAt = null;
    this.#sent = this.#around.position();
    const pruning = this.#activities.get('pruning');
    // It gives way to whatever somebody may wait for.
    pruning?.activity.controller.abort();
    if (pruning) await this.#endOf('pruning');
    try {
      return await this.#around.run(this.#target.id, job);
    } catch (error) {
      const now = this.#around.clock.now();
      this.#changedAt = changedAt ?? this.#changedAt ?? now;
      // By nobody who wants it to stop: the vault was opened or closed, and the next run finds it otherwise.
      const isCancelled = error instanceof VaultError && error.code === 'cancelled';
      if (!isCancelled) this.#heldUpUntil = now + heldUpMs;
      throw error;
    }
  }

  /** What cannot be read now is as it was: no reason for a run that ended well to fail. */
  async #readState(): Promise<void> {
    this.#state = await this.#around.state(this.#target.id).catch(() => this.#state);
  }
}

function leftBehind(): void {
  // What became of it is in the state, and is shown.
}
