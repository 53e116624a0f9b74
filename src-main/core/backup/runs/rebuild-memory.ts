import { isViolation, VaultError, violated } from '../../../contract/errors.ts';
import { sha256 } from '../../crypto/binding.ts';
import { base64, noBytes } from '../../crypto/bytes.ts';
import type { Target } from '../../ports/target.ts';
import { unlessViolated } from '../../unless-violated.ts';
import { verifySnapshot } from '../repository/examine-file.ts';
import { hashInName, inventoryName, numberInName } from '../repository/names.ts';
import { mostBytes, type Snapshot } from '../repository/statements.ts';
import type { ListedFile } from '../verify/verify-chain.ts';
import { inventoryFrom } from './known-inventory.ts';
import {
  inventoryFile,
  type LastSnapshot,
  newestOf,
  promoteNext,
  type Remembered,
  type SeenSnapshot,
} from './memory.ts';
import type { Destination } from './send-snapshot.ts';

/** As no plaintext has it: the files of the vault are sent with the next snapshot. */
const unknownHash = '0'.repeat(64);

/** In a list without end there would be more: one a minute makes fewer in a hundred weeks. */
const mostSnapshots = 1_000_000;

type Reading = Pick<Destination, 'target' | 'folder' | 'vault' | 'computer' | 'job'>;
type Rebuilding = Reading & Pick<Destination, 'files' | 'memory'>;
export type Listed = ReadonlyMap<number, readonly ListedFile[]>;

interface Found {
  readonly snapshot: Snapshot;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * What this computer should remember of a target, from what lies there: the newest snapshot of its own. The next one has a
 * database of its own, for which pages are the same is not told by the target; where the target has lost the inventory, or what
 * it stands on, it has everything anew.
 * @param seen what is remembered to have been there; null believes what lies there now.
 * @returns null where there is none.
 * @throws VaultError of the target.
 */
export async function rebuiltMemory(destination: Rebuilding, seen: SeenSnapshot | null): Promise<LastSnapshot | null> {
  const { files, memory } = destination;
  const listed = await listedSnapshots(destination);
  const last = await newest(destination, listed);
  if (!last) return null;
  const base = await chainDown(destination, listed, last, ({ database }) => database.on);
  const inventories = await chainDown(destination, listed, last, ({ inventory }) => inventory.on);
  const databaseBase = base?.[0] ?? last;
  const rebuilt: LastSnapshot = {
    snapshot: last.snapshot,
    remembered: {
      seen: newestOf({ number: last.snapshot.number, sha256: last.sha256 }, seen),
      snapshot: base64(last.bytes),
      sha256: last.sha256,
      databaseBase: {
        number: databaseBase.snapshot.number,
        at: databaseBase.snapshot.at,
        sha256: databaseBase.sha256,
      },
      inventory: (inventories && (await inventoryThere(destination, inventories))) ?? (await noInventory(destination)),
      sealedPlaintext: unknownHash,
      tombstones: [],
      heartbeat: null,
    },
  };
  await promoteNext(files, memory, rebuilt);
  return rebuilt;
}

/** @returns null when not all of it is there as it was. */
async function inventoryThere(
  { target, folder, files, memory, job }: Rebuilding,
  chain: readonly Found[],
): Promise<Remembered['inventory'] | null> {
  const sizes = new Map(chain.map(({ snapshot: { inventory } }) => [inventory.file, inventory.size]));
  const hashes = chain.map(({ snapshot }) => snapshot.inventory.file);
  try {
    await inventoryFrom(hashes, async (sha256) => {
      const name = `${folder}/${inventoryName(sha256)}`;
      const sizeBytes = await target.size(name, job.signal);
      if (sizeBytes === null || sizeBytes !== sizes.get(sha256)) throw violated(inventoryName(sha256), 'not there');
      const bytes = await readListed(target, { name, sizeBytes }, job.signal);
      await files.replace(inventoryFile(memory, sha256), bytes);
      return bytes;
    });
  } catch (error) {
    if (!isViolation(error)) throw error;
    return null;
  }
  const [first] = chain;
  if (!first) return null;
  const { number, at, inventory } = first.snapshot;
  return { files: hashes, base: { number, at }, baseLines: inventory.payloads, deltaLines: 0 };
}

/** For a next snapshot with an inventory of its own, which needs everything to be sent; what is there is not sent twice. */
async function noInventory({ files, memory }: Rebuilding): Promise<Remembered['inventory']> {
  const empty = sha256(noBytes).toString('hex');
  await files.replace(inventoryFile(memory, empty), noBytes);
  // So old that nothing stands on it.
  return { files: [empty], base: { number: 1, at: 0 }, baseLines: 0, deltaLines: 0 };
}

/** Snapshots by their numbers, as they are named; whose they are is not known by that. */
export async function listedSnapshots({
  target,
  folder,
  job,
}: Pick<Reading, 'target' | 'folder' | 'job'>): Promise<Listed> {
  const listed = new Map<number, ListedFile[]>();
  let files = 0;
  for await (const entry of target.list(`${folder}/snapshots`, job.signal)) {
    if (entry.kind !== 'file' || entry.sizeBytes > mostBytes['backup-snapshot']) continue;
    const name = entry.name.slice(folder.length + 1);
    const number = numberInName(name);
    if (number === null) continue;
    const ofNumber = listed.get(number) ?? [];
    ofNumber.push({ name, sizeBytes: entry.sizeBytes });
    listed.set(number, ofNumber);
    files += 1;
    if (files > mostSnapshots) throw new VaultError('target-damaged', 'more snapshots than there can be');
  }
  return listed;
}

async function newest(destination: Reading, listed: Listed): Promise<Found | null> {
  for (const number of [...listed.keys()].sort((a, b) => b - a)) {
    const found = await snapshotOf(destination, listed, number);
    if (found) return found;
  }
  return null;
}

/** The snapshots that one stands on, the base first, itself last; null when one of them is lost. */
async function chainDown(
  destination: Reading,
  listed: Listed,
  last: Found,
  onOf: (snapshot: Snapshot) => number | null,
): Promise<Found[] | null> {
  const chain = [last];
  for (let on = onOf(last.snapshot); on !== null; ) {
    const found = await snapshotOf(destination, listed, on);
    if (!found) return null;
    chain.unshift(found);
    on = onOf(found.snapshot);
  }
  return chain;
}

/** Of several of one number the one that this computer signed. @throws VaultError of the target. */
export async function snapshotOf(
  { target, folder, vault, computer, job }: Reading,
  listed: Listed,
  number: number,
): Promise<Found | null> {
  const signer = { vault, computer: computer.id, signing: base64(computer.signing.publicKey) };
  for (const { name, sizeBytes } of listed.get(number) ?? []) {
    const bytes = await readListed(target, { name: `${folder}/${name}`, sizeBytes }, job.signal);
    // What somebody else put there has no say in what this computer remembers.
    const snapshot = unlessViolated(() => verifySnapshot(name, bytes, signer));
    if (snapshot) return { snapshot, bytes, sha256: hashInName(name) ?? '' };
  }
  return null;
}

/** As `readWhole`; an answer that is cut short says nothing of the file. @throws VaultError `target-damaged`. */
async function readListed(target: Target, { name, sizeBytes }: ListedFile, signal: AbortSignal): Promise<Buffer> {
  const bytes = await readWhole(target, name, sizeBytes, signal);
  if (bytes.length === sizeBytes) return bytes;
  throw new VaultError('target-damaged', 'a file that came cut short');
}

/** A file of a target, in memory. @throws VaultError `target-damaged` when it is longer. */
export async function readWhole(target: Target, name: string, most: number, signal: AbortSignal): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of target.read(name, null, signal)) {
    length += piece.length;
    if (length > most) throw new VaultError('target-damaged', 'a file that is longer than it can be');
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces, length);
}
