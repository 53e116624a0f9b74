import { PayloadEncryptor } from '../crypto/age/payload-encryptor.ts';
import type { SmallFileOutcome } from '../ports/small-file-sealer.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import { folderOfObject, markerPath, objectFolderName, objectPath } from './object-paths.ts';
import { allEnded, type PieceSlot, type PieceSlots, type PieceSource, streamPieces } from './pieces.ts';

/** An object that was written, with what was read on the way. */
export interface WrittenObject {
  /** SHA-256 of the payload: the object's name, 32 bytes. */
  readonly object: Buffer;
  readonly sizeBytes: number;
  /** Of the plaintext, 32 bytes. */
  readonly sha256: Buffer;
}

/** Objects in flight while one is removed. */
const removalsAtOnce = 8;

/**
 * Objects that are being written or removed around a change of the vault. First the object, then the row; first the row
 * gone, then the object: so there is never a row without its object, and a marker says that there may be objects without a
 * row, until the work has ended and none is left (docs/formats.md section 8).
 */
export class ObjectStage {
  readonly #vault: OpenVault;
  /** Folders that are there, durably but for those that a `sync` is due for. */
  readonly #folders: Set<string>;
  /** Folders with names that are not durable yet. */
  readonly #unsynced = new Set<string>();
  readonly #superfluous = new Map<string, Buffer>();
  /** Nobody knows whether something is left of an object that could not be written: the next sign-in looks. */
  #mayLeaveMore = false;

  private constructor(vault: OpenVault, folders: readonly string[]) {
    this.#vault = vault;
    this.#folders = new Set(folders);
  }

  /**
   * Runs `work`; afterwards every object that it wrote and did not `keep` is removed, and every one that it `drop`ped. What
   * cannot be removed now is at the next sign-in.
   */
  static async use<Result>(vault: OpenVault, work: (stage: ObjectStage) => Promise<Result>): Promise<Result> {
    const { files } = vault.env;
    const { objects } = vault.paths;
    // Syncs the folder too: those that are in it now are there to stay.
    await files.replace(markerPath(vault.paths), Buffer.alloc(0));
    const names = await files.list(objects);
    const folders = names.filter((name) => objectFolderName.test(name));
    // What a link leads to is another's, and may be gone tomorrow.
    await allEnded(folders.map((name) => requireOwnFolder(files, `${objects}/${name}`, `objects/${name}`)));
    const stage = new ObjectStage(
      vault,
      folders.map((name) => `${objects}/${name}`),
    );
    let result: Result;
    try {
      result = await work(stage);
    } catch (error) {
      // The marker stays when this fails: what is wrong is told by the first error.
      await stage.#end().catch(() => undefined);
      throw error;
    }
    await stage.#end();
    return result;
  }

  /**
   * Writes a new object sealed under `fileKey`, on the disk when it resolves; its name is durable after `sync`.
   * @throws VaultError of the source or of the vault's disk; nothing is left then.
   */
  async write(source: PieceSource, fileKey: Uint8Array, slots: PieceSlots): Promise<WrittenObject> {
    const { files, hasher } = this.#vault.env;
    const writer = await files.openWriter(this.#vault.paths.objects);
    const encryptor = new PayloadEncryptor(fileKey);
    const plainHash = hasher.sha256(source.sizeBytes);
    const sealedHash = hasher.sha256(source.sizeBytes);
    let sizeBytes = 0;
    let finished = false;
    try {
      const seal = async (slot: PieceSlot, bytes: number) => {
        const plain = slot.plain.subarray(0, bytes);
        const hashed = plainHash.update(plain);
        let sealedBytes = encryptor.updateInto(plain, slot.sealed);
        sizeBytes += bytes;
        if (sizeBytes === source.sizeBytes) {
          // One write less for every document of one piece.
          sealedBytes += encryptor.finishInto(slot.sealed.subarray(sealedBytes));
          finished = true;
        }
        const sealed = slot.sealed.subarray(0, sealedBytes);
        await allEnded([hashed, sealedHash.update(sealed), writer.append(sealed)]);
      };
      await streamPieces(slots.all, (slot) => source.read(slot.plain), seal);
      const [slot] = slots.all;
      if (!finished && slot) {
        const last = slot.sealed.subarray(0, encryptor.finishInto(slot.sealed));
        await allEnded([sealedHash.update(last), writer.append(last)]);
      }
      const [sha256, object] = await Promise.all([plainHash.digest(), sealedHash.digest()]);
      const { paths } = this.#vault;
      const folder = folderOfObject(paths, object);
      if (!this.#folders.has(folder)) await files.makeFolder(folder);
      this.drop([object]);
      // Nonce and key are fresh, so there is none of this name.
      await writer.commit(objectPath(paths, object), { syncFolder: false });
      // Not before: another batch's `sync` would take the folder off the list while the name is not in it yet.
      this.#named(object);
      return { object, sizeBytes, sha256 };
    } catch (error) {
      await writer.discard();
      throw error;
    } finally {
      encryptor.wipe();
      plainHash.abandon();
      sealedHash.abandon();
    }
  }

  /**
   * As `write`, for a file that is not longer than `smallFiles.longestBytes`, whole.
   * @returns why the file is not sealed, or null when it is longer by now.
   */
  async writeSmall(path: string, fileKey: Uint8Array): Promise<SmallFileOutcome> {
    const { env, paths, id } = this.#vault;
    try {
      const sealed = await env.smallFiles.seal(path, fileKey, paths.objects, id);
      if (sealed?.outcome === 'sealed') {
        this.drop([sealed.object]);
        this.#named(sealed.object);
      }
      return sealed;
    } catch (error) {
      this.#mayLeaveMore = true;
      throw error;
    }
  }

  /** Makes the names of everything written so far durable: to be awaited before a row refers to it. */
  async sync(): Promise<void> {
    const due = [...this.#unsynced];
    this.#unsynced.clear();
    try {
      await allEnded(due.map((folder) => this.#vault.env.files.syncFolder(folder)));
    } catch (error) {
      for (const folder of due) this.#unsynced.add(folder);
      throw error;
    }
  }

  /** A durable row refers to these objects now. */
  keep(objects: Iterable<Buffer>): void {
    for (const object of objects) this.#superfluous.delete(object.toString('hex'));
  }

  /** No row refers to these objects any more. */
  drop(objects: Iterable<Buffer>): void {
    for (const object of objects) this.#superfluous.set(object.toString('hex'), object);
  }

  /** The object has its name, which is not durable yet, nor is its folder's when it is the first in it. */
  #named(object: Buffer): void {
    const { paths } = this.#vault;
    const folder = folderOfObject(paths, object);
    this.#unsynced.add(folder);
    if (this.#folders.has(folder)) return;
    this.#folders.add(folder);
    this.#unsynced.add(paths.objects);
  }

  /** Removes what is superfluous, and the marker when that was all. @throws VaultError when something could not be removed. */
  async #end(): Promise<void> {
    const { env, paths } = this.#vault;
    const left = [...this.#superfluous.values()];
    const folders = new Set(left.map((object) => folderOfObject(paths, object)));
    const remove = async () => {
      for (let object = left.pop(); object; object = left.pop()) {
        await env.files.remove(objectPath(paths, object), { syncFolder: false });
      }
    };
    await allEnded(Array.from({ length: removalsAtOnce }, remove));
    await allEnded([...folders].map((folder) => env.files.syncFolder(folder)));
    if (!this.#mayLeaveMore) await env.files.remove(markerPath(paths));
  }
}
