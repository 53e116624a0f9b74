import { useEffect, useRef, useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { type CallError, callErrorOf } from '../../client/client.ts';

export type Content = WindowOutput<'documentRead'>['content'];

type Reading =
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'read'; readonly content: Content };

/** While one walks through a list only the document where one stays is read, and logged. */
const restMs = 250;

/** Reads a document once, to be shown: kept by nothing but the component, and gone with it. */
export function useContent(read: () => Promise<{ readonly content: Content }>): Reading {
  const [reading, setReading] = useState<Reading>({ state: 'reading' });
  const first = useRef(read);
  useEffect(() => {
    let gone = false;
    const put = (next: Reading) => {
      if (!gone) setReading(next);
    };
    const timer = setTimeout(() => {
      first.current().then(
        ({ content }) => put({ state: 'read', content }),
        (error: unknown) => put({ state: 'failed', error: callErrorOf(error) }),
      );
    }, restMs);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return reading;
}
