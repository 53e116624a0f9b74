/** The numbers from `first` to `last`, both included. */
export type NumberRun = readonly [first: number, last: number];

/** The same numbers in as few runs as there can be, ascending. */
export function joinedRuns(runs: readonly NumberRun[]): readonly NumberRun[] {
  const joined: [number, number][] = [];
  for (const [first, last] of runs.toSorted((one, other) => one[0] - other[0])) {
    const open = joined.at(-1);
    if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

/** The numbers of `run` that are in none of `others`, ascending. */
export function runsOutside([first, last]: NumberRun, others: readonly NumberRun[]): readonly NumberRun[] {
  const outside: NumberRun[] = [];
  let next = first;
  for (const [from, to] of joinedRuns(others)) {
    if (from > last) break;
    if (from > next) outside.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= last) outside.push([next, last]);
  return outside;
}

export function isInRuns(runs: readonly NumberRun[], number: number): boolean {
  return runs.some(([first, last]) => first <= number && number <= last);
}
