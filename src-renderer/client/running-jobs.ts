import type { WindowCallName } from '../../src-main/contract/window/calls.ts';
import { storeOf, useStore } from './store.ts';
import type { JobProgress } from './use-job.ts';

/** A call with a job that has not ended yet. */
export interface RunningJob {
  readonly job: string;
  readonly call: WindowCallName;
  /** ms UTC. */
  readonly startedAt: number;
  readonly progress: JobProgress | null;
}

const running = storeOf<readonly RunningJob[]>([]);

/** Counts a call among the running ones until it ends. */
export async function whileRunning<Value>(job: string, call: WindowCallName, answer: Promise<Value>): Promise<Value> {
  running.put([...running.get(), { job, call, startedAt: Date.now(), progress: null }]);
  const stop = window.app.onEvent((event) => {
    if (event.event !== 'job' || event.job !== job) return;
    running.put(running.get().map((known) => (known.job === job ? { ...known, progress: event } : known)));
  });
  try {
    return await answer;
  } finally {
    stop();
    running.put(running.get().filter((known) => known.job !== job));
  }
}

/** The jobs of the moment, oldest first. */
export const useRunningJobs = (): readonly RunningJob[] => useStore(running);
