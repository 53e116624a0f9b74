import { snapshotName } from '../repository/names.ts';
import type { LastSnapshot } from './memory.ts';
import { type Listed, snapshotOf } from './rebuild-memory.ts';
import type { Destination } from './send-snapshot.ts';

/**
 * Whether the target has a snapshot by this computer's key that this computer knows nothing of: its configuration folder was put
 * back to an older state, or is in use on a copy of the computer as well.
 */
export async function isOvertaken(destination: Destination, listed: Listed, last: LastSnapshot): Promise<boolean> {
  const own = snapshotName(last.snapshot.number, last.remembered.sha256);
  for (const [number, files] of listed) {
    if (number < last.snapshot.number) continue;
    const others = files.filter(({ name }) => name !== own);
    if ((await snapshotOf(destination, new Map([[number, others]]), number)) !== null) return true;
  }
  return false;
}

/** Whether a next snapshot may stand on the bases of the last one: a snapshot behind one that is gone could not be restored. */
export function hasItsBases({ remembered }: LastSnapshot, listed: Listed): boolean {
  return listed.has(remembered.databaseBase.number) && listed.has(remembered.inventory.base.number);
}

/** What is remembered, for a next snapshot that stands on none. */
export function standingOnNone({ snapshot, remembered }: LastSnapshot): LastSnapshot {
  const { databaseBase, inventory } = remembered;
  // A base of long ago is due anew.
  return {
    snapshot,
    remembered: {
      ...remembered,
      databaseBase: { ...databaseBase, at: 0 },
      inventory: { ...inventory, base: { ...inventory.base, at: 0 } },
    },
  };
}
