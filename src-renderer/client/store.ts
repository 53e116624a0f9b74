import { useSyncExternalStore } from 'react';

/** A value that outlives the screens which show it, and goes with the page. */
export interface Store<Value> {
  readonly get: () => Value;
  readonly put: (next: Value) => void;
  /** @returns what ends the listening. */
  readonly listen: (listener: () => void) => () => void;
}

export function storeOf<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    put: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What a store holds; drawn anew when it holds something else. */
export const useStore = <Value>(store: Store<Value>): Value => useSyncExternalStore(store.listen, store.get);
