import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { WindowInput, WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { type CallError, call } from '../../client/client.ts';
import { asking } from '../../client/query.ts';
import { dutchMidnight } from '../../i18n/dutch-days.ts';
import type { Action } from './actions.nl.ts';
import type { Entry } from './sentence.ts';

/** What the log is narrowed to; days are inclusive, `YYYY-MM-DD`. */
export interface LogFilter {
  readonly actor: string | null;
  /** As typed: a name. */
  readonly subject: string;
  /** By its id, as another screen asked. */
  readonly about: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Also what the program looks after by itself. */
  readonly upkeep: boolean;
}

/** What the program does by itself at somebody's sign-in, or with an act of somebody, so that the vault stays in order. */
const upkeepActions: readonly Action[] = [
  'compartment-resealed',
  'copies-expired',
  'epochs-forgotten',
  'exchange-made',
  'grant-key-renewed',
  'personal-made',
  'provisional-keys-dropped',
  'recovery-file-renewed',
  'rotation-begun',
  'rotation-continued',
  'slot-resealed',
];

export const noFilter: LogFilter = { actor: null, subject: '', about: null, from: null, to: null, upkeep: false };

const pageSize = 200;

function inputOf({ actor, subject, about, from, to, upkeep }: LogFilter): WindowInput<'auditList'> {
  const wanted = about ?? subject.trim();
  return {
    limit: pageSize,
    ...(upkeep ? {} : { without: [...upkeepActions] }),
    ...(actor === null ? {} : { actor }),
    ...(wanted === '' ? {} : { subject: wanted }),
    ...(from === null ? {} : { from: dutchMidnight(from) }),
    ...(to === null ? {} : { to: dutchMidnight(to, 1) }),
  };
}

interface Log {
  /** Undefined while the first page is not there. */
  readonly entries: readonly Entry[] | undefined;
  readonly error: CallError | null;
  readonly busy: boolean;
  /** Reads the next page, if there is one. */
  readonly more: () => void;
}

/** The log, newest first, a page at a time. */
export function useLog(filter: LogFilter): Log {
  const input = inputOf(filter);
  const query = useInfiniteQuery<WindowOutput<'auditList'>, CallError>({
    queryKey: asking('auditList', input).queryKey,
    queryFn: ({ pageParam }) =>
      call('auditList', typeof pageParam === 'number' ? { ...input, before: pageParam } : input),
    initialPageParam: null,
    getNextPageParam: (page) => (page.length < pageSize ? null : (page.at(-1)?.position ?? null)),
  });
  const entries = useMemo(() => query.data?.pages.flat(), [query.data]);
  return {
    entries,
    error: query.error,
    busy: query.isFetching,
    more: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  };
}
