import { violated } from '../../../contract/errors.ts';
import type { Snapshot } from './statements.ts';

/**
 * A snapshot with those that its database or its inventory stands on (docs/formats.md section 15.6): the base first, itself last.
 * @param others of the same writer, by number. @param onOf `on` of the one or the other.
 * @throws VaultError `integrity-violated` when one of them is not there.
 */
export function standsOn(
  snapshot: Snapshot,
  others: ReadonlyMap<number, Snapshot>,
  onOf: (snapshot: Snapshot) => number | null,
): Snapshot[] {
  const chain = [snapshot];
  for (let on = onOf(snapshot); on !== null; ) {
    const below = others.get(on);
    if (!below) throw violated(`snapshots/${on}`, 'a snapshot that others stand on is not there');
    chain.unshift(below);
    on = onOf(below);
  }
  return chain;
}
