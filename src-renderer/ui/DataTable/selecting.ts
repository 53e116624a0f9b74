/** What a selection becomes; sets are never changed, always new. */

type Selected = ReadonlySet<string>;

/** Takes a key in, or out when it was in. */
export function toggled(selected: Selected, key: string): Selected {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

/**
 * The stretch from where selecting began to where it is now, in place of the stretch that it was before; what was selected
 * outside of both stays. @param keys all rows in their order.
 */
export function stretched(
  selected: Selected,
  keys: readonly string[],
  { from, before, to }: { readonly from: number; readonly before: number; readonly to: number },
): Selected {
  const next = new Set(selected);
  for (const key of keys.slice(Math.min(from, before), Math.max(from, before) + 1)) next.delete(key);
  for (const key of keys.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(key);
  return next;
}

/** Everything, or nothing when everything was. */
export function allOrNone(selected: Selected, keys: readonly string[]): Selected {
  return new Set(keys.every((key) => selected.has(key)) ? [] : keys);
}
