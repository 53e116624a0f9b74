import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WindowCallName, WindowInput, WindowOutput } from '../../src-main/contract/window/calls.ts';
import { type CallError, call } from './client.ts';
import { useRunningJobs } from './running-jobs.ts';

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
  return useRunningJobs().find((running) => running.job === job)?.progress ?? null;
}

/** Asks a call to stop where nothing is left half-done; it then ends with `cancelled`, or was done already. */
export const cancelJob = (job: string): Promise<unknown> => call('cancelJob', { job });

interface LongAct<Name extends WindowCallName> {
  readonly act: UseMutationResult<WindowOutput<Name>, CallError, WindowInput<Name>>;
  readonly progress: JobProgress | null;
  readonly cancel: () => void;
}

/** As `useAct`, for a call that takes long: with its progress, and what cancels it. */
export function useLongAct<Name extends WindowCallName>(name: Name): LongAct<Name> {
  const [job, setJob] = useState<string | null>(null);
  const act = useMutation<WindowOutput<Name>, CallError, WindowInput<Name>>({
    mutationFn: (input) => {
      const fresh = newJob();
      setJob(fresh);
      return call(name, input, fresh);
    },
  });
  const progress = useJob(job);
  return { act, progress, cancel: () => void (job !== null && cancelJob(job)) };
}
