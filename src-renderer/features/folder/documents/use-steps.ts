import { useState } from 'react';
import { type CallError, callErrorOf } from '../../../client/client.ts';

interface Steps {
  /** Does one step for each item, one after another; ends at the first that fails. @returns those that were done. */
  readonly run: <Item>(items: readonly Item[], step: (item: Item) => Promise<unknown>) => Promise<readonly Item[]>;
  readonly busy: boolean;
  /** How many steps are done, of how many; null while nothing runs. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: CallError | null;
  readonly forget: () => void;
}

/** An act on several documents, that the vault knows for one at a time only. */
export function useSteps(): Steps {
  const [progress, setProgress] = useState<Steps['progress']>(null);
  const [error, setError] = useState<CallError | null>(null);
  const run: Steps['run'] = async (items, step) => {
    setError(null);
    let done = 0;
    try {
      for (const item of items) {
        setProgress({ done, total: items.length });
        await step(item);
        done += 1;
      }
    } catch (failure) {
      setError(callErrorOf(failure));
    } finally {
      setProgress(null);
    }
    return items.slice(0, done);
  };
  return { run, busy: progress !== null, progress, error, forget: () => setError(null) };
}
