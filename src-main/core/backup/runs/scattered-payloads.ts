import { turnOfOthers } from '../../job.ts';
import type { Inventory } from '../repository/inventory.ts';

/** A pack of which less is needed is small; one that is written full has more. */
const smallBelowBytes = 4 * 2 ** 20;
/** So many small ones are worth the sending again of what is in them. */
const fewestPacks = 8;
/** The rest waits for the next day: a run is not to take hours. */
const mostBytes = 256 * 2 ** 20;
/** Payloads that are gone through before other calls of the thread get their turn: some milliseconds. */
const payloadsAtOnce = 5_000;

/**
 * The payloads that lie in small packs, to be packed anew (docs/formats.md section 15.1): a run leaves a pack that is not full, and
 * erasures leave holes, so that a year would come to a hundred thousand files.
 * @param objects what is needed of the inventory. @returns their hashes; none while that is not worth it.
 */
export async function scatteredPayloads(before: Inventory, objects: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const needed = new Map<string, number>();
  await eachPacked(before, objects, ({ pack, length }) => needed.set(pack, (needed.get(pack) ?? 0) + length));
  const small = [...needed].filter(([, bytes]) => bytes < smallBelowBytes).sort(([, a], [, b]) => a - b);
  if (small.length < fewestPacks) return new Set();
  const chosen = new Set<string>();
  let left = mostBytes;
  for (const [pack, bytes] of small) {
    left -= bytes;
    if (left < 0) break;
    chosen.add(pack);
  }
  const scattered = new Set<string>();
  await eachPacked(before, objects, ({ pack, sha256 }) => {
    if (chosen.has(pack)) scattered.add(sha256);
  });
  return scattered;
}

async function eachPacked(
  inventory: Inventory,
  objects: ReadonlySet<string>,
  use: (payload: { readonly sha256: string; readonly pack: string; readonly length: number }) => void,
): Promise<void> {
  let passed = 0;
  for (const { sha256, pack, length } of inventory) {
    if (pack !== null && objects.has(sha256)) use({ sha256, pack, length });
    passed += 1;
    if (passed % payloadsAtOnce === 0) await turnOfOthers();
  }
}
