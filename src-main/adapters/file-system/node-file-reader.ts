import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  open as openFile,
  read as readFile,
  statSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { VaultError } from '../../contract/errors.ts';
import type { FileReader } from '../../core/ports/file-system.ts';
import { isAbsence, translateError } from './translate-error.ts';

/**
 * Without O_NONBLOCK, opening a named pipe that somebody put in a file's place would wait for ever. Regular files do not
 * mind. Windows has no such flag.
 */
export const readingFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const open = promisify(openFile);
const read = promisify(readFile);

/**
 * Reads one file by position, from one descriptor, and can tell whether the file stayed as it was. What only asks about an
 * open file is called at once: it costs microseconds, a thread of the pool ten times that, for each of ten thousand files.
 */
export class NodeFileReader implements FileReader {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly #path: string;
  #descriptor: number | null;
  /** Settles when nothing is being read: a descriptor that is closed too early would soon be another file's. */
  #idle: Promise<unknown> = Promise.resolve();
  readonly #atOpening: BigIntStats;

  private constructor(path: string, descriptor: number, atOpening: BigIntStats) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#atOpening = atOpening;
    this.sizeBytes = Number(atOpening.size);
    this.modifiedAtMs = Number(atOpening.mtimeMs);
  }

  /** @throws VaultError `not-found`; `file-unreadable` for anything that is not a regular file. */
  static async open(path: string): Promise<NodeFileReader> {
    try {
      const descriptor = await open(path, readingFlags);
      try {
        const atOpening = fstatSync(descriptor, { bigint: true });
        if (!atOpening.isFile()) throw new VaultError('file-unreadable', 'this is not a regular file');
        return new NodeFileReader(path, descriptor, atOpening);
      } catch (error) {
        closeSync(descriptor);
        throw error;
      }
    } catch (error) {
      if (isAbsence(error)) throw new VaultError('not-found', 'there is no such file');
      throw translateError(error, 'reading');
    }
  }

  async readAt(buffer: Uint8Array, position: number): Promise<number> {
    const reading = this.#fill(buffer, position);
    this.#idle = Promise.allSettled([this.#idle, reading]);
    return await reading;
  }

  async #fill(buffer: Uint8Array, position: number): Promise<number> {
    let filled = 0;
    try {
      while (filled < buffer.length) {
        const left = buffer.length - filled;
        const { bytesRead } = await read(this.#open(), buffer, filled, left, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (error) {
      throw translateError(error, 'reading');
    }
    return filled;
  }

  async isUnchanged(): Promise<boolean> {
    return isUnchanged(this.#path, this.#open(), this.#atOpening);
  }

  async close(): Promise<void> {
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    await this.#idle;
    if (descriptor !== null) closeSync(descriptor);
  }

  #open(): number {
    if (this.#descriptor === null) throw new VaultError('internal', 'the file was closed already');
    return this.#descriptor;
  }
}

/**
 * Asked of the descriptor, for a change within the file, and of the path, for another file put in its place. A write
 * that keeps the size within one tick of the file system's clock (up to 4 ms before Linux 6.13) goes unseen.
 */
export function isUnchanged(path: string, descriptor: number, atOpening: BigIntStats): boolean {
  try {
    return (
      isSame(atOpening, fstatSync(descriptor, { bigint: true })) && isSame(atOpening, statSync(path, { bigint: true }))
    );
  } catch (error) {
    if (isAbsence(error)) return false;
    throw translateError(error, 'reading');
  }
}

function isSame(before: BigIntStats, now: BigIntStats): boolean {
  return before.size === now.size && before.mtimeNs === now.mtimeNs && before.ino === now.ino && before.dev === now.dev;
}
