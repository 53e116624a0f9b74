import { QueryClient, type UseMutationResult, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import type { WindowCallName, WindowInput, WindowOutput } from '../../src-main/contract/window/calls.ts';
import { type CallError, call } from './client.ts';
import { subjectsOf } from './subjects.ts';

/** Nothing is stale by time: the shell says what changed. Nothing is tried twice: the vault is on this computer. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    // What was given and answered, passwords and the kit among it, is not kept when its screen goes.
    mutations: { networkMode: 'always', gcTime: 0 },
  },
});

/** How a query of a call is known, and what it asks: every key of the cache begins with the name of its call. */
export const asking = <Name extends WindowCallName>(name: Name, input: WindowInput<Name>) => ({
  queryKey: [name, input] as const,
  queryFn: () => call(name, input),
});

/** Forgets what a call answered, whatever it was asked. */
export function forgetAnswers(name: WindowCallName): void {
  queries.removeQueries({ queryKey: [name] });
}

/** What a call answers, kept until one of its subjects changes. @param options `enabled: false` asks nothing yet; `refetchOnMount` is for what changes unseen. */
export function useCall<Name extends WindowCallName>(
  name: Name,
  input: WindowInput<Name>,
  options: { readonly enabled?: boolean; readonly refetchOnMount?: 'always' } = {},
): UseQueryResult<WindowOutput<Name>, CallError> {
  return useQuery<WindowOutput<Name>, CallError>({ ...asking(name, input), ...options });
}

/** A call that does something. What it changes is asked anew by itself. */
export function useAct<Name extends WindowCallName>(
  name: Name,
): UseMutationResult<WindowOutput<Name>, CallError, WindowInput<Name>> {
  return useMutation<WindowOutput<Name>, CallError, WindowInput<Name>>({ mutationFn: (input) => call(name, input) });
}

/** Keeps what is on the screen true. @returns what ends it. */
export function followChanges(): () => void {
  return window.app.onEvent((event) => {
    if (event.event !== 'changed') return;
    const changed = new Set(event.subjects);
    void queries.invalidateQueries({
      predicate: ({ queryKey: [name] }) => {
        const subjects = Object.entries(subjectsOf).find(([known]) => known === name)?.[1] ?? [];
        return subjects.some((subject) => changed.has(subject));
      },
    });
  });
}
