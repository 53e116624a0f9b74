import { useSyncExternalStore } from 'react';
import type { WindowCallName } from '../../src-main/contract/window/calls.ts';
import type { JobProgress } from './use-job.ts';

/** A call with a job that has not ended yet. */
export interface RunningJob {
  readonly job: string;
  readonly call: WindowCallName;
  /** ms UTC. */
  readonly startedAt: number;
  readonly progress: JobProgress | null;
}

let running: readonly RunningJob[] = [];
const listeners = new Set<() => void>();

function put(next: readonly RunningJob[]): void {
  running = next;
  for (const listener of listeners) listener();
}

/** Counts a call among the running ones until it ends. */
export async function whileRunning<Value>(job: string, call: WindowCallName, answer: Promise<Value>): Promise<Value> {
  put([...running, { job, call, startedAt: Date.now(), progress: null }]);
  const stop = window.app.onEvent((event) => {
    if (event.event !== 'job' || event.job !== job) return;
    put(running.map((known) => (known.job === job ? { ...known, progress: event } : known)));
  });
  try {
    return await answer;
  } finally {
    stop();
    put(running.filter((known) => known.job !== job));
  }
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The jobs of the moment, oldest first. */
export const useRunningJobs = (): readonly RunningJob[] => useSyncExternalStore(listen, () => running);
