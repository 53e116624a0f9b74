import { isViolation } from '../../../contract/errors.ts';
import type { Inventory } from '../repository/inventory.ts';
import { snapshotName } from '../repository/names.ts';
import { knownInventory } from './known-inventory.ts';
import { type LastSnapshot, promoteNext, readLast, readNext, type SeenSnapshot } from './memory.ts';
import { hasItsBases, isOvertaken, standingOnNone } from './overtaken.ts';
import { listedSnapshots, rebuiltMemory } from './rebuild-memory.ts';
import { createSnapshot, type Destination } from './send-snapshot.ts';

/** What a run goes on from. */
interface Beginning {
  /** null when there is none, as is `before`. */
  readonly last: LastSnapshot | null;
  /** The inventory of the last snapshot. */
  readonly before: Inventory | null;
  /** What this computer knows to have been on the target. */
  readonly seen: SeenSnapshot | null;
  readonly wasOvertaken: boolean;
}

/**
 * Finds the last snapshot, and captures the vault as it differs from that. What is remembered of the last one counts only when the
 * target has it too: that is asked meanwhile, for the answer may take a connection.
 * @param capture of what has changed since; null for nothing. @param drop undoes it.
 * @throws VaultError of the target and of `capture`.
 */
export async function beginRun<Captured>(
  destination: Destination,
  looksForOthers: boolean,
  capture: (last: LastSnapshot | null) => Promise<Captured | null>,
  drop: (captured: Captured) => Promise<void>,
): Promise<Beginning & { readonly captured: Captured | null }> {
  const { files, memory } = destination;
  const last = looksForOthers || (await readNext(files, memory)) ? null : await readLast(files, memory);
  if (last !== null) {
    const asked = askFor(destination, last);
    const before = await inventoryIfKnown(destination, last);
    // A target that is gone has said so by now, and nobody waits for a copy that cannot be sent.
    if (asked.hasFailed()) await asked.isThere;
    if (before !== null) {
      const captured = await capture(last);
      const isThere = await asked.isThere.catch(async (error: unknown) => {
        if (captured !== null) await drop(captured);
        throw error;
      });
      if (isThere) return { last, before, seen: last.remembered.seen, wasOvertaken: false, captured };
      if (captured !== null) await drop(captured);
    }
  }
  const present = await presentLast(destination, looksForOthers);
  return { ...present, captured: await capture(present.last) };
}

/** Whether the target has a snapshot. */
function askFor(destination: Destination, last: LastSnapshot) {
  let hasFailed = false;
  const isThere = isPresent(destination, last);
  isThere.catch(() => {
    hasFailed = true;
  });
  return { isThere, hasFailed: () => hasFailed };
}

async function isPresent({ target, folder, job }: Destination, { snapshot, remembered }: LastSnapshot) {
  return (await target.size(`${folder}/${snapshotName(snapshot.number, remembered.sha256)}`, job.signal)) !== null;
}

/** The last snapshot, as the target has it too: one that was about to be created is; a target that has another past is asked. */
async function presentLast(destination: Destination, looksForOthers: boolean): Promise<Beginning> {
  const { files, memory } = destination;
  const next = await readNext(files, memory);
  if (next) {
    await createSnapshot(destination, next);
    await promoteNext(files, memory, next);
  }
  const last = next ?? (await readLast(files, memory));
  const isThere = last !== null && (await isPresent(destination, last));
  const seen = last?.remembered.seen ?? null;
  const listed = looksForOthers && isThere ? await listedSnapshots(destination) : null;
  const wasOvertaken = last !== null && listed !== null && (await isOvertaken(destination, listed, last));
  const before = last && isThere && !wasOvertaken ? await inventoryIfKnown(destination, last) : null;
  if (last !== null && before !== null) {
    const standsFirm = listed === null || hasItsBases(last, listed);
    return { last: standsFirm ? last : standingOnNone(last), before, seen, wasOvertaken };
  }
  const found = await rebuiltMemory(destination, seen);
  // Of two with one number nobody could tell which one is meant.
  const rebuilt = wasOvertaken && found ? standingOnNone(found) : found;
  return { last: rebuilt, before: rebuilt && (await knownInventory(files, memory, rebuilt)), seen, wasOvertaken };
}

async function inventoryIfKnown({ files, memory }: Destination, last: LastSnapshot): Promise<Inventory | null> {
  try {
    return await knownInventory(files, memory, last);
  } catch (error) {
    if (!isViolation(error)) throw error;
    return null;
  }
}
