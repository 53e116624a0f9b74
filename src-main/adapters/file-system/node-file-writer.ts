import { type FileHandle, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type { CommitOptions, FileWriter } from '../../core/ports/file-system.ts';
import { placeNew, placeOver } from './place-file.ts';
import { syncFolder } from './sync-folder.ts';
import { openTemporaryFile } from './temporary-file.ts';
import { isAbsence, translateError } from './translate-error.ts';

/** Left alone, the system would keep gigabytes back until the end, when there is nothing left to do meanwhile. */
const flushEveryBytes = 64 * 1024 * 1024;

/**
 * Writes one file under a temporary name. `writing`: bytes may come. `closed`: all is on the disk and waits for its
 * name. `done`: committed or discarded.
 */
export class NodeFileWriter implements FileWriter {
  readonly #temporary: string;
  readonly #handle: FileHandle;
  #state: 'writing' | 'closed' | 'done' = 'writing';
  #position = 0;
  #unflushedBytes = 0;
  #isFlushing = false;
  /** Everything sent to the disk ahead of the end; what goes wrong there is told once by the system, and kept here. */
  #flushed: Promise<void> = Promise.resolve();

  private constructor(temporary: string, handle: FileHandle) {
    this.#temporary = temporary;
    this.#handle = handle;
  }

  static async open(folder: string): Promise<NodeFileWriter> {
    const { path, handle } = await openTemporaryFile(folder);
    return new NodeFileWriter(path, handle);
  }

  async append(bytes: Uint8Array): Promise<void> {
    if (this.#state !== 'writing') throw new VaultError('internal', 'the file was committed or discarded already');
    // Its place is fixed before the first await, so that appends that overlap still end up one after the other.
    const start = this.#position;
    this.#position += bytes.length;
    try {
      for (let written = 0; written < bytes.length; ) {
        const left = bytes.length - written;
        written += (await this.#handle.write(bytes, written, left, start + written)).bytesWritten;
      }
      this.#flushAhead(bytes.length);
    } catch (error) {
      throw translateError(error, 'changing');
    }
  }

  async commit(path: string, options: CommitOptions = {}): Promise<void> {
    if (this.#state === 'done') throw new VaultError('internal', 'the file was committed or discarded already');
    try {
      await this.#finish(options.durable !== 'later');
      if (options.ifExists === 'refuse') await placeNew(this.#temporary, path);
      else await placeOver(this.#temporary, path);
      this.#state = 'done';
      if (options.syncFolder !== false && options.durable !== 'later') await syncFolder(dirname(path));
    } catch (error) {
      throw translateError(error, 'changing');
    }
  }

  async discard(): Promise<void> {
    if (this.#state === 'done') return;
    try {
      // Waits for what is still being sent to the disk.
      if (this.#state === 'writing') await this.#handle.close();
      this.#state = 'done';
      await unlink(this.#temporary);
    } catch (error) {
      if (!isAbsence(error)) throw translateError(error, 'changing');
    }
  }

  /** On macOS Node's `sync` is F_FULLFSYNC, which empties the drive's own cache as well. */
  async #finish(isSynced: boolean): Promise<void> {
    if (this.#state !== 'writing') return;
    await this.#flushed;
    if (isSynced) await this.#handle.sync();
    await this.#handle.close();
    this.#state = 'closed';
  }

  #flushAhead(bytes: number): void {
    this.#unflushedBytes += bytes;
    if (this.#unflushedBytes < flushEveryBytes || this.#isFlushing) return;
    this.#unflushedBytes = 0;
    this.#isFlushing = true;
    this.#flushed = this.#flushed
      .then(() => this.#handle.datasync())
      .finally(() => {
        this.#isFlushing = false;
      });
    // Met by whoever commits; a file that is discarded need not be on the disk.
    this.#flushed.catch(() => undefined);
  }
}
