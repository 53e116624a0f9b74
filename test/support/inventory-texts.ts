import { type Inventory, type InventoryEntry, inventoryOf } from '../../src-main/core/backup/repository/inventory.ts';
import { formatInventory, parseInventory } from '../../src-main/core/backup/repository/inventory-text.ts';

/** The bytes in pieces of `pieceBytes`, all in the same memory. */
export async function* piecesOf(bytes: Buffer, pieceBytes = 65_536): AsyncGenerator<Uint8Array> {
  const memory = Buffer.alloc(pieceBytes);
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const piece = bytes.subarray(start, start + pieceBytes);
    memory.set(piece);
    yield memory.subarray(0, piece.length);
  }
}

export function textOf(inventory: Inventory): string {
  return Buffer.concat([...formatInventory(inventory)]).toString('latin1');
}

export async function inventoryFrom(text: string, pieceBytes?: number): Promise<Inventory> {
  return await parseInventory('inventories/x', piecesOf(Buffer.from(text, 'latin1'), pieceBytes));
}

/** An inventory of the entries in any order; of the same payload the last one. */
export function inventoryIn(entries: Iterable<InventoryEntry>): Inventory {
  const byHash = new Map([...entries].map((entry) => [entry.sha256, entry]));
  return inventoryOf([...byHash.values()].sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1)));
}
