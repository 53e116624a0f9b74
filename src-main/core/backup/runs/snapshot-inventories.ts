import { violated } from '../../../contract/errors.ts';
import type { Target } from '../../ports/target.ts';
import type { Inventory } from '../repository/inventory.ts';
import { inventoryName, writerFolder } from '../repository/names.ts';
import { standsOn } from '../repository/stands-on.ts';
import type { Snapshot } from '../repository/statements.ts';
import { withDamageNamed } from '../streams/damage.ts';
import { inventoryFrom, inventoryOn } from './known-inventory.ts';
import { readWhole } from './rebuild-memory.ts';

/** What a snapshot may stand on, by number, of all that its writer made. */
type OthersOf = (snapshot: Snapshot) => ReadonlyMap<number, Snapshot>;

/**
 * The inventories of a writer's snapshots on a target. Each stands on the one before or on a base, so that whoever asks for them by
 * their numbers has each file read about once.
 */
export class SnapshotInventories {
  readonly #target: Target;
  readonly #othersOf: OthersOf;
  readonly #signal: AbortSignal;
  /** The last one, and the base that it stands on, by their files: two snapshots may have one number. */
  #known = new Map<string, Inventory>();

  constructor(target: Target, othersOf: OthersOf, signal: AbortSignal) {
    this.#target = target;
    this.#othersOf = othersOf;
    this.#signal = signal;
  }

  /** @throws VaultError `integrity-violated`, and those of the target. */
  async of(snapshot: Snapshot): Promise<Inventory> {
    const chain = standsOn(snapshot, this.#othersOf(snapshot), ({ inventory }) => inventory.on);
    const at = chain.findLastIndex(({ inventory: { file } }) => this.#known.has(file));
    const known = this.#known.get(chain[at]?.inventory.file ?? '');
    const files = chain.slice(at + 1).map(({ inventory }) => inventory.file);
    const folder = writerFolder(snapshot.vault, snapshot.computer);
    const sizes = new Map(chain.map(({ inventory: { file, size } }) => [file, size]));
    const read = (sha256: string) => {
      const name = inventoryName(sha256);
      const most = sizes.get(sha256) ?? 0;
      return withDamageNamed(name, () => readWhole(this.#target, `${folder}/${name}`, most, this.#signal));
    };
    const inventory = known ? await inventoryOn(known, files, read) : await inventoryFrom(files, read);
    if (inventory.payloads !== snapshot.inventory.payloads || inventory.bytes !== snapshot.inventory.bytes) {
      throw violated(inventoryName(snapshot.inventory.file), 'other totals than the snapshot has');
    }
    const base = chain[0]?.inventory.file ?? snapshot.inventory.file;
    const baseInventory = this.#known.get(base);
    this.#known = new Map([[snapshot.inventory.file, inventory]]);
    if (baseInventory) this.#known.set(base, baseInventory);
    return inventory;
  }
}
