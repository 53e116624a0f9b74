import { useCallback, useEffect, useRef, useState } from 'react';
import { type CallError, call, callErrorOf } from './client.ts';

const saveEveryMs = 2000;

interface Draft {
  readonly text: string;
  readonly write: (text: string) => void;
  /** What was written went where it belongs: the draft is forgotten. */
  readonly done: () => void;
  /** When it was kept, in ms UTC; null when it was not. */
  readonly savedAt: number | null;
  readonly isLoaded: boolean;
  readonly error: CallError | null;
}

/**
 * What one is writing, kept in the vault every two seconds and when one goes elsewhere, so that a lock takes at most what
 * was typed since.
 * @param key the screen and the id of its object; null where what stands there is a change of something that is kept already.
 * @param first what stands there at first, with no key.
 */
export function useDraft(key: string | null, first = ''): Draft {
  const [text, setText] = useState(first);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [isLoaded, setIsLoaded] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const latest = useRef({ text: '', saved: '' });

  const save = useCallback(async () => {
    const { text: now, saved } = latest.current;
    if (key === null || now === saved) return;
    latest.current.saved = now;
    try {
      await call('draftSave', { key, text: now });
      setSavedAt(Date.now());
      setError(null);
    } catch (failure) {
      latest.current.saved = saved;
      setError(callErrorOf(failure));
    }
  }, [key]);

  useEffect(() => {
    if (key === null) {
      setIsLoaded(true);
      return;
    }
    let isGone = false;
    latest.current = { text: '', saved: '' };
    setIsLoaded(false);
    call('draftGet', { key })
      .then((draft) => {
        // Who already writes is not written over.
        if (isGone || latest.current.text !== '') return;
        latest.current = { text: draft.text ?? '', saved: draft.text ?? '' };
        setText(draft.text ?? '');
        setSavedAt(draft.savedAt);
      })
      .catch((failure: unknown) => setError(callErrorOf(failure)))
      .finally(() => setIsLoaded(true));
    const timer = setInterval(() => void save(), saveEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
      void save();
    };
  }, [key, save]);

  const write = (next: string) => {
    latest.current.text = next;
    setText(next);
  };
  return {
    text,
    write,
    done: () => {
      write('');
      setSavedAt(null);
      void save();
    },
    savedAt,
    isLoaded,
    error,
  };
}
