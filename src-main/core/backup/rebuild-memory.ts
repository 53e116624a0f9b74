import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { base64 } from '../crypto/bytes.ts';
import type { Target } from '../ports/target.ts';
import { verifySnapshot } from './examine-file.ts';
import { inventoryFrom } from './known-inventory.ts';
import { inventoryFile, type LastSnapshot, promoteNext } from './memory.ts';
import { hashInName, inventoryName, numberInName } from './names.ts';
import type { Destination } from './send-snapshot.ts';
import { mostBytes, type Snapshot } from './statements.ts';

const mostInventoryBytes = 2 ** 30;
/** As no plaintext has it: the files of the vault are sent with the next snapshot. */
const unknownHash = '0'.repeat(64);

interface Found {
  readonly snapshot: Snapshot;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * What this computer should remember of a target, from what lies there: the newest snapshot of its own. The next one has a
 * database of its own, for which pages are the same is not told by the target.
 * @returns null where there is none.
 * @throws VaultError of the target; `integrity-violated` when what the snapshot stands on is not there as it was.
 */
export async function rebuiltMemory(destination: Destination): Promise<LastSnapshot | null> {
  const { target, folder, files, memory, job } = destination;
  const names = new Map<number, string[]>();
  for await (const { kind, name } of target.list(`${folder}/snapshots`, job.signal)) {
    const short = name.slice(folder.length + 1);
    const number = numberInName(short);
    if (kind === 'file' && number !== null) names.set(number, [...(names.get(number) ?? []), short]);
  }
  const last = await newest(destination, names);
  if (!last) return null;
  const base = await chainDown(destination, names, last, ({ database }) => database.on);
  const inventories = await chainDown(destination, names, last, ({ inventory }) => inventory.on);
  const hashes = inventories.map(({ snapshot }) => snapshot.inventory.file);
  const inventoryBase = inventories[0] ?? last;
  await inventoryFrom(hashes, async (sha256) => {
    const bytes = await readWhole(target, `${folder}/${inventoryName(sha256)}`, mostInventoryBytes, job.signal);
    await files.replace(inventoryFile(memory, sha256), bytes);
    return bytes;
  });
  const databaseBase = base[0] ?? last;
  const rebuilt: LastSnapshot = {
    snapshot: last.snapshot,
    remembered: {
      snapshot: base64(last.bytes),
      sha256: last.sha256,
      databaseBase: {
        number: databaseBase.snapshot.number,
        at: databaseBase.snapshot.at,
        sha256: databaseBase.sha256,
      },
      inventory: {
        files: hashes,
        base: { number: inventoryBase.snapshot.number, at: inventoryBase.snapshot.at },
        baseLines: inventoryBase.snapshot.inventory.payloads,
        deltaLines: 0,
      },
      sealedPlaintext: unknownHash,
      tombstones: [],
      heartbeat: null,
    },
  };
  await promoteNext(files, memory, rebuilt);
  return rebuilt;
}

async function newest(destination: Destination, names: ReadonlyMap<number, readonly string[]>): Promise<Found | null> {
  for (const number of [...names.keys()].sort((a, b) => b - a)) {
    const found = await snapshotOf(destination, names, number);
    if (found) return found;
  }
  return null;
}

/** The snapshots that one stands on, the base first, itself last. */
async function chainDown(
  destination: Destination,
  names: ReadonlyMap<number, readonly string[]>,
  last: Found,
  onOf: (snapshot: Snapshot) => number | null,
): Promise<Found[]> {
  const chain = [last];
  for (let on = onOf(last.snapshot); on !== null; ) {
    const found = await snapshotOf(destination, names, on);
    if (!found) throw violated(`snapshots/${on}`, 'a snapshot that others stand on is not there');
    chain.unshift(found);
    on = onOf(found.snapshot);
  }
  return chain;
}

/** Of several of one number the one that this computer signed. */
async function snapshotOf(
  { target, folder, vault, computer, job }: Destination,
  names: ReadonlyMap<number, readonly string[]>,
  number: number,
): Promise<Found | null> {
  const signer = { vault, computer: computer.id, signing: base64(computer.signing.publicKey) };
  for (const name of names.get(number) ?? []) {
    try {
      const bytes = await readWhole(target, `${folder}/${name}`, mostBytes['backup-snapshot'], job.signal);
      return { snapshot: verifySnapshot(name, bytes, signer), bytes, sha256: hashInName(name) ?? '' };
    } catch (error) {
      // What somebody else put there has no say in what this computer remembers.
      if (!isViolation(error)) throw error;
    }
  }
  return null;
}

/** A file of a target, in memory. @throws VaultError `target-damaged` when it is longer. */
export async function readWhole(target: Target, name: string, most: number, signal: AbortSignal): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of target.read(name, null, signal)) {
    length += piece.length;
    if (length > most) throw new VaultError('target-damaged', 'a file that is longer than it can be');
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}
