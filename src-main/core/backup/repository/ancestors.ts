import type { SignedChain } from '../verify/verify-chain.ts';
import type { Snapshot } from './statements.ts';

/**
 * What snapshots may stand on, by number: of two that have one number, which a copied computer makes, the one that a snapshot
 * follows.
 * @param all of one writer. @returns for one of them.
 */
export function ancestry(all: SignedChain['snapshots']): (snapshot: Snapshot) => ReadonlyMap<number, Snapshot> {
  const byNumber = new Map(all.map(({ payload }) => [payload.number, payload]));
  if (byNumber.size === all.length) return () => byNumber;
  const byHash = new Map(all.map(({ sha256, payload }) => [sha256, payload]));
  return (snapshot) => {
    const own = new Map(byNumber);
    for (let before = byHash.get(snapshot.previous ?? ''); before; before = byHash.get(before.previous ?? '')) {
      own.set(before.number, before);
    }
    return own;
  };
}
