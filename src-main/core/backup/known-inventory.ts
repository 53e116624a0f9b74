import { violated } from '../../contract/errors.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Inventory } from './inventory.ts';
import { applyDelta } from './inventory-delta.ts';
import { parseInventory, parseInventoryDelta } from './inventory-text.ts';
import { inventoryFile, type LastSnapshot } from './memory.ts';
import { inventoryName } from './names.ts';
import { verifiedPieces } from './verified-pieces.ts';

/** A file of an inventory, by its SHA-256 in hexadecimal. */
export type ReadInventoryFile = (sha256: string) => Promise<Uint8Array>;

/**
 * The inventory that a base and the deltas on it come to, each verified against its name.
 * @param files hashes of the base, then of the deltas in their order.
 * @throws VaultError `integrity-violated`, and those of `read`.
 */
export async function inventoryFrom(files: readonly string[], read: ReadInventoryFile): Promise<Inventory> {
  let inventory: Inventory | null = null;
  for (const sha256 of files) {
    const part = inventoryName(sha256);
    const bytes = await read(sha256);
    const pieces = verifiedPieces(once(bytes), { part, sha256, length: bytes.length });
    if (inventory === null) inventory = await parseInventory(part, pieces);
    else inventory = applyDelta(inventory, await parseInventoryDelta(part, pieces), part);
  }
  if (inventory === null) throw violated('inventories', 'an inventory without a base');
  return inventory;
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
