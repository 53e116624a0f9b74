import { Loader } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { CallError } from '../../../client/client.ts';
import { useCall } from '../../../client/query.ts';
import { Problem } from '../../../ui/Problem.tsx';
import { type GivenKey, KeyEntry } from '../../kit/KeyEntry.tsx';

/**
 * Asks for the recovery key of the vault that one is signed in to.
 * @returns what asks it, and the handle of what was given: null while there is none, or that of another vault.
 */
export function useOwnKey(): { readonly key: string | null; readonly entry: ReactNode } {
  const status = useCall('statusDetailed', {});
  const [given, setGiven] = useState<GivenKey | null>(null);
  const vault = status.data?.id;
  if (vault === undefined) return { key: null, entry: status.error ? <Problem error={status.error} /> : <Loader /> };
  const isForeign = given !== null && given.vault !== vault;
  return {
    key: isForeign ? null : (given?.handle ?? null),
    entry: (
      <>
        <KeyEntry knownVault={vault} given={given} onGiven={setGiven} />
        <Problem error={isForeign ? new CallError('recovery-key-wrong-vault', {}) : null} />
      </>
    ),
  };
}
