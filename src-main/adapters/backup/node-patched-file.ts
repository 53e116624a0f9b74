import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { VaultError } from '../../contract/errors.ts';
import type { PatchedFile } from '../../core/ports/patched-file.ts';
import { isAbsence, translateError } from '../file-system/translate-error.ts';

/** A file that is there already, changed in place by position. */
export class NodePatchedFile implements PatchedFile {
  readonly #handle: FileHandle;
  #sizeBytes: number;
  #isOpen = true;

  private constructor(handle: FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.#sizeBytes = sizeBytes;
  }

  /** @throws VaultError `not-found`; `file-unreadable` for anything that is not a regular file. */
  static async open(path: string): Promise<NodePatchedFile> {
    try {
      // Where a link or a pipe lies in its place, nothing is followed and nothing waits. Windows has no such flags.
      const handle = await open(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
      const found = await handle.stat();
      if (found.isFile()) return new NodePatchedFile(handle, found.size);
      await handle.close();
      throw new VaultError('file-unreadable', 'this is not a regular file');
    } catch (error) {
      if (isAbsence(error)) throw new VaultError('not-found', 'there is no such file');
      throw translateError(error, 'changing');
    }
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async writeAt(bytes: Uint8Array, position: number): Promise<void> {
    await this.#changing(async () => {
      for (let written = 0; written < bytes.length; ) {
        const left = bytes.length - written;
        written += (await this.#handle.write(bytes, written, left, position + written)).bytesWritten;
      }
      this.#sizeBytes = Math.max(this.#sizeBytes, position + bytes.length);
    });
  }

  async resize(sizeBytes: number): Promise<void> {
    await this.#changing(async () => {
      await this.#handle.truncate(sizeBytes);
      this.#sizeBytes = sizeBytes;
    });
  }

  async sync(): Promise<void> {
    await this.#changing(async () => await this.#handle.sync());
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#changing(async () => await this.#handle.close());
  }

  async #changing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw translateError(error, 'changing');
    }
  }
}
