import { checkCancelled, type Job, turnOfOthers } from '../job.ts';

/** How often others get their turn: a step is a fraction of a millisecond, and objects are read meanwhile. */
const stepsAtOnce = 4;

/** How far a check is, in things checked. */
export class Progress {
  readonly job: Job;
  readonly #total: number;
  #done = 0;

  constructor(job: Job, total: number) {
    this.job = job;
    this.#total = total;
  }

  /** One more thing. Now and then other calls of this thread get their turn. @throws VaultError `cancelled`. */
  async step(): Promise<void> {
    this.#done += 1;
    this.#report();
    if (this.#done % stepsAtOnce !== 0) return;
    checkCancelled(this.job);
    await turnOfOthers();
  }

  /** The job of a part that counts by itself and stands for `share` things here. */
  part(share: number): Job {
    let known = 0;
    const { job } = this;
    return {
      get signal() {
        return job.signal;
      },
      report: (done, total) => {
        const now = total === null || total === 0 ? 0 : Math.floor((Math.min(done, total) / total) * share);
        this.#done += now - known;
        known = now;
        this.#report();
      },
    };
  }

  #report(): void {
    this.job.report(Math.min(this.#done, this.#total), this.#total);
  }
}
