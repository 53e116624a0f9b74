import { fstatSync, statSync } from 'node:fs';
import { VaultError } from '../../contract/errors.ts';
import type { Database } from '../../core/ports/database.ts';
import type { FileBytes, FileReader } from '../../core/ports/file-system.ts';
import { isAbsence, translateError } from '../file-system/translate-error.ts';

/**
 * Keeps the file of an open database as it is for a while. Only a checkpoint writes to it, and there is one connection, so it
 * is enough that this one makes none: a read transaction of a second one, which exclusive locking would refuse, is not
 * needed.
 */
export class Stillness {
  readonly #db: Database;
  readonly #path: string;
  readonly #descriptor: number;
  #state: 'free' | 'kept' | 'broken' = 'free';
  #isOpen = true;
  #isReplaced = false;

  /** @param descriptor of the file, open for as long as the database is. */
  constructor(db: Database, path: string, descriptor: number) {
    this.#db = db;
    this.#path = path;
    this.#descriptor = descriptor;
  }

  /** As `VaultDatabase.whileStill`. */
  async keep<Result>(readAt: FileReader['readAt'], work: (file: FileBytes) => Promise<Result>): Promise<Result> {
    if (!this.#isOpen) throw closed();
    if (this.#state !== 'free') throw new VaultError('internal', 'vault.db: kept still already');
    this.#db.checkpoint();
    this.#requireEmptyLog();
    const { wal_autocheckpoint: pages } = this.#db.get('PRAGMA wal_autocheckpoint') ?? {};
    this.#db.get('PRAGMA wal_autocheckpoint=0');
    this.#state = 'kept';
    try {
      const before = this.#facts();
      const reading = async (buffer: Uint8Array, position: number) => {
        return await readAt(buffer, position).finally(() => this.#requireKept());
      };
      const result = await work({ sizeBytes: before.sizeBytes, readAt: reading });
      this.#requireKept();
      const after = this.#facts();
      if (after.sizeBytes !== before.sizeBytes || after.modifiedAtNs !== before.modifiedAtNs) throw changed();
      return result;
    } finally {
      this.#state = 'free';
      if (this.#isOpen) this.#db.get(`PRAGMA wal_autocheckpoint=${Number(pages)}`);
    }
  }

  /** Does what changes the file; whoever relies on it meanwhile is told. */
  checkpoint(): void {
    this.#break();
    this.#db.checkpoint();
  }

  close(): void {
    this.#break();
    this.#isOpen = false;
    this.#db.close();
  }

  /** As `close`, for a file that another one takes the place of: whoever relies on it may begin anew with that. */
  closeForAnother(): void {
    this.#isReplaced = true;
    this.close();
  }

  #break(): void {
    if (this.#state === 'kept') this.#state = 'broken';
  }

  #requireKept(): void {
    if (!this.#isOpen) throw this.#isReplaced ? changed() : closed();
    if (this.#state !== 'kept') throw changed();
  }

  /** Looks without opening it: closing any descriptor of it would drop SQLite's locks. */
  #requireEmptyLog(): void {
    let sizeBytes = 0;
    try {
      sizeBytes = statSync(`${this.#path}-wal`).size;
    } catch (error) {
      if (!isAbsence(error)) throw translateError(error, 'reading');
    }
    if (sizeBytes !== 0) throw new VaultError('vault-in-use', 'vault.db: the log could not be emptied');
  }

  #facts(): { sizeBytes: number; modifiedAtNs: bigint } {
    const { size, mtimeNs } = fstatSync(this.#descriptor, { bigint: true });
    return { sizeBytes: Number(size), modifiedAtNs: mtimeNs };
  }
}

function changed(): VaultError {
  return new VaultError('file-changed-while-read', 'vault.db: changed or replaced meanwhile');
}

function closed(): VaultError {
  return new VaultError('cancelled', 'vault.db: it was closed');
}
