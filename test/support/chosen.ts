import type { SeededRandom } from './seed.ts';

/** About so many of the items (all of them where there are no more), at equal distances from a place that the seed says. */
export function chosen<Item>(items: readonly Item[], count: number, random: SeededRandom): readonly Item[] {
  const step = Math.max(1, Math.floor(items.length / count));
  const first = random.below(step);
  return items.filter((_, index) => index % step === first);
}
