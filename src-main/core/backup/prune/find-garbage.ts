import { checkCancelled, type Job } from '../../job.ts';
import type { Target } from '../../ports/target.ts';
import type { InventoryEntry } from '../repository/inventory.ts';
import { parseInventory, parseInventoryDelta } from '../repository/inventory-text.ts';
import { heartbeatName, inventoryName, objectName, packName, snapshotName } from '../repository/names.ts';
import { dayOf, isRemovable } from '../repository/statements.ts';
import { inLanes } from '../streams/in-lanes.ts';
import { verifiedPieces } from '../streams/verified-pieces.ts';
import type { ChainHeartbeat, ChainSnapshot } from '../verify/chain-faults.ts';
import { listed } from '../verify/read-repository.ts';
import { NeededNames } from './needed-names.ts';

/** Files that are read or folders that are listed at once. */
const lanes = 4;

/** Of which the files may become garbage. Tombstones never do, and garbage statements go by another rule. */
const folders = ['objects', 'packs', 'database', 'sealed', 'inventories', 'writer', 'snapshots', 'heartbeats'] as const;

interface OwnFolder {
  readonly target: Target;
  /** Of the writer, on the target. */
  readonly folder: string;
  readonly job: Job;
}

/** What lies in the folder of a writer that may become garbage, with its length in bytes. */
export async function presentFiles({ target, folder, job }: OwnFolder): Promise<ReadonlyMap<string, number>> {
  const present = new Map<string, number>();
  const works = async function* () {
    for (const below of folders) {
      yield async () => {
        checkCancelled(job);
        const found = await listed({ target, signal: job.signal }, folder, below);
        for (const { name, sizeBytes } of found) present.set(name, sizeBytes);
      };
    }
  };
  await inLanes(works(), lanes);
  return present;
}

/** What a writer has to keep, and what it has signed of what there is. */
export interface WriterNeeds {
  /** Those that stay, those included that others stand on. */
  readonly kept: readonly (ChainSnapshot & { readonly inventory: { readonly size: number } })[];
  /** All that the writer signed. */
  readonly snapshots: readonly ChainSnapshot[];
  readonly heartbeats: readonly ChainHeartbeat[];
  /** Heartbeats from then on are needed (ms UTC), and all that tell of the newest snapshot. */
  readonly heartbeatsFrom: number;
  /** Sent for a snapshot that is not there yet. */
  readonly sent: Iterable<InventoryEntry>;
}

/**
 * Which of the present files nothing needs.
 * @throws VaultError `integrity-violated`, `not-found` for an inventory that is not as it was: then nobody can tell. Those of
 * the target, `cancelled`.
 */
export async function findGarbage(
  own: OwnFolder,
  present: Iterable<string>,
  needs: WriterNeeds,
): Promise<ReadonlySet<string>> {
  const needed = new NeededNames(needs.kept);
  await readInventories(own, needs.kept, needed);
  const garbage = new Set<string>();
  // A statement that this writer did not sign is no garbage of its making: it is for whoever verifies.
  const signed = new Set(needs.snapshots.map(({ number, sha256 }) => snapshotName(number, sha256)));
  for (const name of needed.garbageAmong(present)) {
    if (isRemovable(name) && (signed.has(name) || !name.startsWith('snapshots/'))) garbage.add(name);
  }
  for (const { sha256, pack } of needs.sent) garbage.delete(pack === null ? objectName(sha256) : packName(pack));
  const newest = Math.max(0, ...needs.kept.map(({ number }) => number));
  for (const { sha256, at, snapshot } of needs.heartbeats) {
    if (at < needs.heartbeatsFrom && snapshot.number < newest) garbage.add(heartbeatName(dayOf(at), sha256));
  }
  return garbage;
}

async function readInventories(
  { target, folder, job }: OwnFolder,
  kept: WriterNeeds['kept'],
  needed: NeededNames,
): Promise<void> {
  const works = async function* () {
    for (const { inventory } of kept) {
      const { file, on, size } = inventory;
      if (!needed.unread.has(file)) continue;
      yield async () => {
        checkCancelled(job);
        const part = inventoryName(file);
        const pieces = target.read(`${folder}/${part}`, null, job.signal);
        const verified = verifiedPieces(pieces, { part, sha256: file, length: size });
        needed.add(file, await (on === null ? parseInventory(part, verified) : parseInventoryDelta(part, verified)));
      };
    }
  };
  await inLanes(works(), lanes);
}
