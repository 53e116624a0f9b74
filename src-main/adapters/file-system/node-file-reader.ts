import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { VaultError } from '../../contract/errors.ts';
import type { FileReader } from '../../core/ports/file-system.ts';
import { isAbsence, translateError } from './translate-error.ts';

/** Reads one file by position, from one descriptor, and can tell whether the file stayed as it was. */
export class NodeFileReader implements FileReader {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #atOpening: BigIntStats;

  private constructor(path: string, handle: FileHandle, atOpening: BigIntStats) {
    this.#path = path;
    this.#handle = handle;
    this.#atOpening = atOpening;
    this.sizeBytes = Number(atOpening.size);
    this.modifiedAtMs = Number(atOpening.mtimeMs);
  }

  /** @throws VaultError `not-found`; `file-unreadable` for anything that is not a regular file. */
  static async open(path: string): Promise<NodeFileReader> {
    try {
      // Without O_NONBLOCK, opening a named pipe that somebody put in a file's place would wait for ever. Regular files
      // do not mind. Windows has no such flag.
      const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const atOpening = await handle.stat({ bigint: true });
        if (!atOpening.isFile()) throw new VaultError('file-unreadable', 'this is not a regular file');
        return new NodeFileReader(path, handle, atOpening);
      } catch (error) {
        await handle.close();
        throw error;
      }
    } catch (error) {
      if (isAbsence(error)) throw new VaultError('not-found', 'there is no such file');
      throw translateError(error, 'reading');
    }
  }

  async readAt(buffer: Uint8Array, position: number): Promise<number> {
    let filled = 0;
    try {
      while (filled < buffer.length) {
        const { bytesRead } = await this.#handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (error) {
      throw translateError(error, 'reading');
    }
    return filled;
  }

  /**
   * Asked of the descriptor, for a change within the file, and of the path, for another file put in its place. A write
   * that keeps the size within one tick of the file system's clock (up to 4 ms before Linux 6.13) goes unseen.
   */
  async isUnchanged(): Promise<boolean> {
    try {
      return (
        isSame(this.#atOpening, await this.#handle.stat({ bigint: true })) &&
        isSame(this.#atOpening, await stat(this.#path, { bigint: true }))
      );
    } catch (error) {
      if (isAbsence(error)) return false;
      throw translateError(error, 'reading');
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

function isSame(before: BigIntStats, now: BigIntStats): boolean {
  return before.size === now.size && before.mtimeNs === now.mtimeNs && before.ino === now.ino && before.dev === now.dev;
}
