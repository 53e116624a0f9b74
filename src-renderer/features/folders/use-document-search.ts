import { useEffect, useMemo, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { type CallError, call, callErrorOf } from '../../client/client.ts';
import { latestOnly } from './latest-only.ts';

/** At most so many are shown; who wants others types more. */
export const mostFound = 200;

export type FoundDocument = WindowOutput<'documentFind'>[number];

interface Search {
  /** What the last answered text found; null before the first answer. */
  readonly found: readonly FoundDocument[] | null;
  readonly error: CallError | null;
}

const none: Search = { found: null, error: null };

async function find(text: string): Promise<Search> {
  try {
    return { found: await call('documentFind', { text, limit: mostFound }), error: null };
  } catch (error) {
    return { found: [], error: callErrorOf(error) };
  }
}

/** Documents by what is typed, asked at each letter without waiting, and again when documents change. */
export function useDocumentSearch(text: string): Search {
  const [search, setSearch] = useState(none);
  const latest = useMemo(() => latestOnly(find, setSearch), []);
  useEffect(() => {
    const wanted = text === '' ? null : text;
    if (wanted === null) setSearch(none);
    latest.want(wanted);
    return window.app.onEvent((event) => {
      if (event.event === 'changed' && event.subjects.includes('documents')) latest.want(wanted);
    });
  }, [text, latest]);
  useEffect(() => () => latest.want(null), [latest]);
  return search;
}
