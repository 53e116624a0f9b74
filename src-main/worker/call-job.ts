import type { Job } from '../core/job.ts';

/** Between two reports of progress, in ms: more often nobody sees. */
const reportEveryMs = 50;

/**
 * The job of one call: reports go out at most every 50 ms, and looking at `signal` first takes in what the caller has
 * sent meanwhile, so that work which never waits for anything can still be cancelled.
 */
export function callJob(
  controller: AbortController,
  receiveWaiting: () => void,
  send: (done: number, total: number | null) => void,
): Job {
  let reportedAt = 0;
  return {
    get signal() {
      if (!controller.signal.aborted) receiveWaiting();
      return controller.signal;
    },
    report: (done, total) => {
      const now = performance.now();
      if (now - reportedAt < reportEveryMs && done !== total) return;
      reportedAt = now;
      send(done, total);
    },
  };
}
