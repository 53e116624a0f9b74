import type { Garbage } from '../repository/statements.ts';
import { isGarbageDue } from './retention.ts';
import type { RetentionRules } from './retention-rules.ts';

/** A garbage statement that lies there. */
export interface ListedGarbage {
  readonly name: string;
  readonly payload: Pick<Garbage, 'at' | 'names'>;
}

/** What is to become of the files of a writer. Names are from its folder. */
export interface GarbagePlan {
  /** To be listed: nothing needs them, and no statement that holds says so yet. */
  readonly fresh: readonly string[];
  /** Listed, and too young to go. */
  readonly waiting: readonly string[];
  /** When the first of these may go (ms UTC); null where none waits. */
  readonly waitingUntil: number | null;
  /** May go now. */
  readonly due: readonly string[];
  /** Statements that say nothing any more, once what is due has gone and a later one is there. */
  readonly spent: readonly string[];
}

/**
 * What of the files of a writer goes, what waits, and what is listed anew (docs/formats.md section 15.7). Changes nothing.
 * @param present all that lies there. @param garbage what of it nothing needs now. @param clocks ms UTC.
 */
export function planGarbage(
  { present, garbage }: { readonly present: ReadonlySet<string>; readonly garbage: ReadonlySet<string> },
  statements: readonly ListedGarbage[],
  clocks: { readonly writer: number; readonly target: number },
  rules: RetentionRules,
): GarbagePlan {
  const [listed, due, waiting] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const spent: string[] = [];
  let waitingUntil: number | null = null;
  for (const { name, payload } of statements) {
    const left = payload.names.filter((one) => present.has(one));
    // Of one that was wrong about a single file nothing holds: what is garbage all the same is listed and waits anew.
    const holds = left.every((one) => garbage.has(one));
    const isDue = isGarbageDue(payload.at, clocks, rules);
    if (!holds || isDue || left.length === 0) spent.push(name);
    if (!holds) continue;
    if (!isDue && left.length > 0) waitingUntil = Math.min(waitingUntil ?? payload.at, payload.at);
    for (const one of left) {
      listed.add(one);
      if (isDue) due.add(one);
      else waiting.add(one);
    }
  }
  return {
    fresh: [...garbage].filter((name) => !listed.has(name)),
    waiting: [...waiting].filter((name) => !due.has(name)),
    waitingUntil: waitingUntil === null ? null : waitingUntil + rules.garbageHours * hourMs,
    due: [...due],
    spent,
  };
}

const hourMs = 60 * 60 * 1000;
