import { useState } from 'react';
import { type CallError, callErrorOf } from '../../client/client.ts';
import { openArchive } from './open-archive.ts';

interface Opening {
  /** @returns whether the archive is open, or open longer. */
  readonly open: (reason: string, password: string) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: CallError | null;
}

/** Opens the archive. Not by `useAct`, which would keep the passphrase as long as what asked for it is shown. */
export function useOpening(): Opening {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const open = async (reason: string, password: string) => {
    setBusy(true);
    setError(null);
    try {
      await openArchive(reason, password);
      return true;
    } catch (failure) {
      setError(callErrorOf(failure));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { open, busy, error };
}
