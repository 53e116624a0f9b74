import { VaultError } from '../../../contract/errors.ts';
import type { Inventory } from '../repository/inventory.ts';
import type { InventoryDelta } from '../repository/inventory-delta.ts';
import {
  databaseName,
  inventoryName,
  objectName,
  packName,
  sealedName,
  snapshotName,
  writerName,
} from '../repository/names.ts';
import type { ChainSnapshot } from '../verify/chain-faults.ts';

/** The folders of which files can be garbage. Tombstones outlive every snapshot, and heartbeats and garbage name themselves. */
const pruned = /^(objects|packs|database|sealed|inventories|writer|snapshots)\//;

/**
 * The names of all files that snapshots which stay need (docs/formats.md section 15.6). Each inventory's own lines are enough:
 * what a delta does not name is in the base that it stands on, which stays too.
 */
export class NeededNames {
  readonly #names = new Set<string>();
  readonly #unread: Set<string>;

  /** @param kept all that stay, those included that others stand on. */
  constructor(kept: readonly ChainSnapshot[]) {
    for (const { number, sha256, writer, sealed, database, inventory } of kept) {
      this.#names.add(snapshotName(number, sha256));
      this.#names.add(writerName(writer));
      this.#names.add(sealedName(sealed.file));
      this.#names.add(databaseName(database.file));
      this.#names.add(inventoryName(inventory.file));
    }
    this.#unread = new Set(kept.map(({ inventory }) => inventory.file));
  }

  /** The inventories, by their hashes, that have to be given by `add` first. */
  get unread(): ReadonlySet<string> {
    return this.#unread;
  }

  /** @param file the hash of the inventory's file. */
  add(file: string, content: Inventory | InventoryDelta): void {
    const payloads = 'added' in content ? content.added : content;
    for (const object of payloads.objects()) this.#names.add(objectName(object));
    for (const pack of payloads.packs()) this.#names.add(packName(pack));
    this.#unread.delete(file);
  }

  /** @throws VaultError `internal` before every inventory was given. */
  has(name: string): boolean {
    if (this.#unread.size > 0) throw new VaultError('internal', 'garbage before every inventory was read');
    return this.#names.has(name);
  }

  /**
   * What of these names is garbage. It has to be asked again before a file goes: a later snapshot may need it after all.
   * @param present from the folder of the writer. @throws VaultError `internal` before every inventory was given.
   */
  *garbageAmong(present: Iterable<string>): Generator<string> {
    for (const name of present) if (!this.has(name) && pruned.test(name)) yield name;
  }
}
