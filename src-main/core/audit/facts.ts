/** Ids of some ten thousand documents; what the program writes stays far below. */
const mostBytes = 512 * 1024;
/** The program nests one level. */
const deepest = 8;

/**
 * Whether facts of an entry can be shown, stored and handed on by whatever comes after: any user may write an entry, and one
 * that is nested thousands deep or endless must be no more than a fault of her own entry.
 * @param sealedBytes the size of the detail that they lie in.
 */
export function isShowable(facts: Readonly<Record<string, unknown>>, sealedBytes: number): boolean {
  if (sealedBytes > mostBytes) return false;
  // Not by recursion, which is what the depth is a danger to.
  let level: object[] = [facts];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false;
    level = level.flatMap((value): unknown[] => Object.values(value)).filter(isNested);
  }
  return true;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
