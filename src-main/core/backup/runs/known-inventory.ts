import { violated } from '../../../contract/errors.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Inventory } from '../repository/inventory.ts';
import { applyDelta, type InventoryDelta, joinDeltas } from '../repository/inventory-delta.ts';
import { parseInventory, parseInventoryDelta } from '../repository/inventory-text.ts';
import { inventoryName } from '../repository/names.ts';
import { verifiedPieces } from '../streams/verified-pieces.ts';
import { inventoryFile, type LastSnapshot } from './memory.ts';

/** Small files, of this computer or of a target. */
const readAtOnce = 8;

/** A file of an inventory, by its SHA-256 in hexadecimal. */
export type ReadInventoryFile = (sha256: string) => Promise<Uint8Array>;

/**
 * The inventory that a base and the deltas on it come to, each verified against its name.
 * @param files hashes of the base, then of the deltas in their order.
 * @throws VaultError `integrity-violated`, and those of `read`.
 */
export async function inventoryFrom(files: readonly string[], read: ReadInventoryFile): Promise<Inventory> {
  const [base, ...rest] = files;
  if (base === undefined) throw violated('inventories', 'an inventory without a base');
  const inventory = await parseInventory(inventoryName(base), await piecesOf(base, read));
  return await inventoryOn(inventory, rest, read);
}

/** As `inventoryFrom`, from an inventory that is known. @param files hashes of the deltas on it, in their order. */
export async function inventoryOn(
  inventory: Inventory,
  files: readonly string[],
  read: ReadInventoryFile,
): Promise<Inventory> {
  const deltas: NamedDelta[] = [];
  for (let start = 0; start < files.length; start += readAtOnce) {
    const some = files.slice(start, start + readAtOnce).map(async (sha256) => {
      const part = inventoryName(sha256);
      return { part, delta: await parseInventoryDelta(part, await piecesOf(sha256, read)) };
    });
    deltas.push(...(await Promise.all(some)));
  }
  const joined = joinAll(deltas);
  return joined === null ? inventory : applyDelta(inventory, joined.delta, joined.part);
}

interface NamedDelta {
  /** What a violation names: of several the last. */
  readonly part: string;
  readonly delta: InventoryDelta;
}

/**
 * Neighbours by twos, until one is left: on a day with a snapshot a minute there are hundreds, each of some lines, and to apply
 * one takes as long as the whole inventory is.
 */
function joinAll(deltas: readonly NamedDelta[]): NamedDelta | null {
  let left = deltas;
  while (left.length > 1) {
    left = left.flatMap((first, index) => {
      if (index % 2 === 1) return [];
      const second = left[index + 1];
      if (second === undefined) return [first];
      return [{ part: second.part, delta: joinDeltas(first.delta, second.delta, second.part) }];
    });
  }
  return left[0] ?? null;
}

async function piecesOf(sha256: string, read: ReadInventoryFile): Promise<AsyncIterable<Uint8Array>> {
  const bytes = await read(sha256);
  return verifiedPieces(once(bytes), { part: inventoryName(sha256), sha256, length: bytes.length });
}

/** What the last snapshot has, as this computer remembers it. @throws VaultError `integrity-violated` when it does not. */
export async function knownInventory(
  files: FileSystem,
  memory: string,
  { remembered }: LastSnapshot,
): Promise<Inventory> {
  return await rememberedInventory(files, memory, remembered.inventory.files);
}

/** As `knownInventory`, of some of its files. */
export async function rememberedInventory(
  files: FileSystem,
  memory: string,
  hashes: readonly string[],
): Promise<Inventory> {
  return await inventoryFrom(hashes, async (sha256) => {
    const bytes = await files.read(inventoryFile(memory, sha256));
    if (bytes === null) throw violated(inventoryName(sha256), 'not remembered');
    return bytes;
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
