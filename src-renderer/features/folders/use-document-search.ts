import { useEffect, useRef, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { CallError, call } from '../../client/client.ts';

/** At most so many are shown; who wants others types more. */
export const mostFound = 200;

export type FoundDocument = WindowOutput<'documentFind'>[number];

interface Search {
  /** What the last answered text found; null before the first answer. */
  readonly found: readonly FoundDocument[] | null;
  readonly error: CallError | null;
}

const none: Search = { found: null, error: null };

/**
 * Documents by what is typed, asked at once at each letter. One question is under way at a time; what was typed meanwhile
 * is asked next, and the answer to what is no longer wanted is dropped.
 */
export function useDocumentSearch(text: string): Search {
  const [search, setSearch] = useState(none);
  const wanted = useRef(text);
  const busy = useRef(false);
  useEffect(() => {
    wanted.current = text;
    const ask = async () => {
      if (busy.current || wanted.current === '') return;
      busy.current = true;
      const asked = wanted.current;
      let answer = none;
      try {
        answer = { found: await call('documentFind', { text: asked, limit: mostFound }), error: null };
      } catch (error) {
        answer = { found: [], error: error instanceof CallError ? error : new CallError('internal', {}) };
      }
      busy.current = false;
      if (asked === wanted.current) setSearch(answer);
      else void ask();
    };
    if (text === '') setSearch(none);
    void ask();
    return window.app.onEvent((event) => {
      if (event.event === 'changed' && event.subjects.some((subject) => subject === 'documents')) void ask();
    });
  }, [text]);
  return search;
}
