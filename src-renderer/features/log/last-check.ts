import { useSyncExternalStore } from 'react';

let checkedAt: number | null = null;
const listeners = new Set<() => void>();

/** Notes that the log was verified and found sound. @param at ms UTC. */
export function noteChecked(at: number): void {
  checkedAt = at;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** When the log was found sound since the sign-in, in ms UTC; null: not verified, or not sound. */
export const useLastCheck = (): number | null => useSyncExternalStore(listen, () => checkedAt);
