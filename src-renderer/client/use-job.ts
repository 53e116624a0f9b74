import { useEffect, useState } from 'react';
import { call } from './client.ts';

/** How far a long call is; `total` and the estimate are null while they are not known. */
export interface JobProgress {
  readonly done: number;
  readonly total: number | null;
  readonly estimateSeconds: number | null;
}

/** A new name for a call that has progress and can be cancelled. */
export const newJob = (): string => crypto.randomUUID();

/** The progress of a job, null before it says any. @param job the name that the call was given; null: none runs. */
export function useJob(job: string | null): JobProgress | null {
  const [progress, setProgress] = useState<JobProgress | null>(null);
  useEffect(() => {
    setProgress(null);
    if (job === null) return undefined;
    return window.app.onEvent((event) => {
      if (event.event === 'job' && event.job === job) setProgress(event);
    });
  }, [job]);
  return progress;
}

/** Asks a call to stop where nothing is left half-done; it then ends with `cancelled`, or was done already. */
export const cancelJob = (job: string): Promise<unknown> => call('cancelJob', { job });
