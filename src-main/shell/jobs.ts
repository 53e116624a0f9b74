import type { WindowEvent } from '../contract/window/events.ts';

type JobEvent = Extract<WindowEvent, { event: 'job' }>;

/** An estimate is worth something after this long, and is not changed more often than it is read. */
const firstEstimateMs = 3_000;
const estimateEveryMs = 5_000;

interface Job {
  readonly controller: AbortController;
  readonly startedAt: number;
  estimatedAt: number;
  /** When it will be done by the last estimate, in ms of the monotonic clock; null before there is one. */
  endsAt: number | null;
}

/** What a running call reports to and is stopped by. */
export interface RunningJob {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number | null) => void;
}

/** Calls that were given a name, with how far they are. */
export class Jobs {
  readonly #running = new Set<Job>();
  readonly #named = new Map<string, Job>();
  readonly #tell: (event: JobEvent) => void;
  readonly #now: () => number;

  /** @param now a monotonic clock in ms. */
  constructor(tell: (event: JobEvent) => void, now: () => number = () => performance.now()) {
    this.#tell = tell;
    this.#now = now;
  }

  /** Runs a call; with a name its progress is told and it can be cancelled. */
  async run<Result>(name: string | null, call: string, work: (job: RunningJob) => Promise<Result>): Promise<Result> {
    const job: Job = { controller: new AbortController(), startedAt: this.#now(), estimatedAt: 0, endsAt: null };
    this.#running.add(job);
    if (name !== null) this.#named.set(name, job);
    const onProgress = (done: number, total: number | null) => {
      if (name !== null && this.#running.has(job)) this.#report(name, call, job, done, total);
    };
    try {
      return await work({ signal: job.controller.signal, onProgress });
    } finally {
      this.#running.delete(job);
      if (name !== null && this.#named.get(name) === job) this.#named.delete(name);
    }
  }

  cancel(name: string): void {
    this.#named.get(name)?.controller.abort();
  }

  /** Stops everything; nothing more is told of any of it. */
  cancelAll(): void {
    for (const { controller } of this.#running) controller.abort();
    this.#running.clear();
    this.#named.clear();
  }

  #report(name: string, call: string, job: Job, done: number, total: number | null): void {
    const now = this.#now();
    const elapsed = now - job.startedAt;
    if (total !== null && done > 0 && elapsed >= firstEstimateMs && now - job.estimatedAt >= estimateEveryMs) {
      job.estimatedAt = now;
      job.endsAt = now + (elapsed / done) * Math.max(0, total - done);
    }
    const left = job.endsAt === null ? null : Math.max(0, Math.ceil((job.endsAt - now) / 1000));
    this.#tell({ event: 'job', job: name, call, done, total, estimateSeconds: left });
  }
}
