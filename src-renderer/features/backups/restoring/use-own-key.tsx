import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../../client/query.ts';
import { Problem } from '../../../ui/Problem.tsx';
import { useKeyOf } from '../../kit/use-key-of.tsx';

/**
 * Asks for the recovery key of the vault that one is signed in to.
 * @returns what asks it, and the handle of what was given: null while there is none, or that of another vault.
 */
export function useOwnKey(): { readonly key: string | null; readonly entry: ReactNode } {
  const status = useCall('statusDetailed', {});
  const vault = status.data?.id ?? null;
  const { key, entry } = useKeyOf(vault);
  if (vault !== null) return { key, entry };
  return { key: null, entry: status.error ? <Problem error={status.error} /> : <Loader /> };
}
