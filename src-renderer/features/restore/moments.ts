import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';

type Writer = WindowOutput<'restoreMoments'>['writers'][number];
export interface Moment
  extends Pick<Writer['snapshots'][number], 'id' | 'at' | 'state' | 'documents' | 'bytes' | 'isWhole'> {
  readonly computer: string;
}

const newestShown = 8;
const dayMs = 24 * 60 * 60_000;

/** All moments of all computers that somebody vouches for, newest first. */
export const momentsOf = (writers: readonly Writer[]): readonly Moment[] =>
  writers
    .flatMap(({ computer, snapshots }) => snapshots.map((one) => ({ ...one, computer })))
    .sort((a, b) => b.at - a.at);

/** Those that one chooses from as a rule: the newest few, and of each day of 24 hours the newest. @param moments newest first. */
export function usualMoments(moments: readonly Moment[]): readonly Moment[] {
  const days = new Set<number>();
  return moments.filter(({ at }, place) => {
    const day = Math.floor(at / dayMs);
    const isFirst = !days.has(day);
    days.add(day);
    return isFirst || place < newestShown;
  });
}
