import { isViolation } from '../../../contract/errors.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { type InventoryEntry, inventoryOf } from '../repository/inventory.ts';
import { formatInventory, parseInventory } from '../repository/inventory-text.ts';
import { sentFile } from './memory.ts';

/** A run that is cut off sends at most so much again. */
const noteAfterPayloads = 500;
const noteAfterBytes = 64 * 2 ** 20;

/** What has been sent for a snapshot that is not there yet, so that a run which is cut off need not send it again. */
export class SentJournal {
  readonly #files: FileSystem;
  readonly #folder: string;
  /** Sent by runs before and by this one. */
  readonly sent: Map<string, InventoryEntry>;
  #written: number;
  #waiting: InventoryEntry[] = [];
  #waitingBytes = 0;

  private constructor(files: FileSystem, folder: string, sent: Map<string, InventoryEntry>, written: number) {
    this.#files = files;
    this.#folder = folder;
    this.sent = sent;
    this.#written = written;
  }

  /** @param folder of the target, on this computer. */
  static async open(files: FileSystem, folder: string): Promise<SentJournal> {
    const sent = new Map<string, InventoryEntry>();
    let written = 0;
    for (const name of await files.list(folder)) {
      const number = Number(/^sent-(\d{1,9})$/.exec(name)?.[1] ?? Number.NaN);
      if (Number.isNaN(number)) continue;
      written = Math.max(written, number + 1);
      const bytes = await files.read(`${folder}/${name}`);
      const found = bytes && (await parseInventory(name, once(bytes)).catch(nullWhenViolated));
      for (const payload of found ?? []) sent.set(payload.sha256, payload);
    }
    return new SentJournal(files, folder, sent, written);
  }

  /** Durable after a while: what is lost of it is sent again. */
  async note(payloads: readonly InventoryEntry[]): Promise<void> {
    for (const payload of payloads) this.sent.set(payload.sha256, payload);
    this.#waiting.push(...payloads);
    this.#waitingBytes += payloads.reduce((sum, { length }) => sum + length, 0);
    if (this.#waiting.length < noteAfterPayloads && this.#waitingBytes < noteAfterBytes) return;
    const noted = this.#waiting.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    this.#waiting = [];
    this.#waitingBytes = 0;
    const number = this.#written;
    this.#written += 1;
    await this.#files.replace(sentFile(this.#folder, number), Buffer.concat([...formatInventory(inventoryOf(noted))]));
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What cannot be read is sent again. */
function nullWhenViolated(error: unknown): null {
  if (isViolation(error)) return null;
  throw error;
}
