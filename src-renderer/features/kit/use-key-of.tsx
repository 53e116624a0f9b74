import { type ReactNode, useState } from 'react';
import { CallError } from '../../client/client.ts';
import { Problem } from '../../ui/Problem.tsx';
import { type GivenKey, KeyEntry } from './KeyEntry.tsx';

interface KeyOf {
  /** The handle of what was given: null while there is none, or that of another vault. */
  readonly key: string | null;
  /** What asks it. */
  readonly entry: ReactNode;
  /** Asks anew. */
  readonly forget: () => void;
}

/** Asks for the recovery key of a vault. @param vault its number; null where it is not known, and every key will do. */
export function useKeyOf(vault: string | null): KeyOf {
  const [given, setGiven] = useState<GivenKey | null>(null);
  const isForeign = given !== null && vault !== null && given.vault !== vault;
  return {
    key: isForeign ? null : (given?.handle ?? null),
    entry: (
      <>
        <KeyEntry knownVault={vault} given={given} onGiven={setGiven} />
        <Problem error={isForeign ? new CallError('recovery-key-wrong-vault', {}) : null} />
      </>
    ),
    forget: () => setGiven(null),
  };
}
