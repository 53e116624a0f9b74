import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { chunkBytes, sealedChunkBytes } from '../crypto/age/payload-chunks.ts';
import { PayloadDecryptor } from '../crypto/age/payload-decryptor.ts';
import type { FileReader } from '../ports/file-system.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { objectPath } from './object-paths.ts';
import type { PieceSource } from './pieces.ts';

/** What is read out of an object: the name of the object, the key, and the plaintext that is expected. */
export interface StoredContent {
  /** SHA-256 of the payload, 32 bytes. */
  readonly object: Buffer;
  /** 16 bytes. */
  readonly fileKey: Uint8Array;
  readonly sizeBytes: number;
}

/** The plaintext of an object, front to back. What comes out is authentic, but whole only once `read` has given 0. */
export class OpenedObject implements PieceSource {
  readonly sizeBytes: number;
  readonly #reader: FileReader;
  readonly #decryptor: PayloadDecryptor;
  readonly #part: string;
  readonly #beforePiece: (givenBytes: number) => void;
  #sealed = Buffer.alloc(0);
  #position = 0;
  #givenBytes = 0;
  #ended = false;

  private constructor(content: StoredContent, reader: FileReader, beforePiece: (givenBytes: number) => void) {
    this.sizeBytes = content.sizeBytes;
    this.#reader = reader;
    this.#decryptor = new PayloadDecryptor(content.fileKey);
    this.#part = partOf(content.object);
    this.#beforePiece = beforePiece;
  }

  /**
   * @param beforePiece called before each piece with the number of bytes given so far; what it throws ends the reading.
   * @throws VaultError `integrity-violated` part `objects <sha256>` when there is no such object.
   */
  static async open(
    vault: OpenVault,
    content: StoredContent,
    beforePiece: (givenBytes: number) => void,
  ): Promise<OpenedObject> {
    const reader = await vault.env.files.openReader(objectPath(vault.paths, content.object)).catch((error: unknown) => {
      if (!(error instanceof VaultError) || error.code !== 'not-found') throw error;
      throw violated(partOf(content.object), 'an object is missing');
    });
    return new OpenedObject(content, reader, beforePiece);
  }

  /** @throws VaultError `integrity-violated` part `objects <sha256>` for anything but exactly what was sealed. */
  async read(into: Uint8Array): Promise<number> {
    this.#beforePiece(this.#givenBytes);
    // The last chunk comes without more to read.
    for (let bytes = 0; !this.#ended; ) {
      bytes = await this.#readPiece(into);
      this.#givenBytes += bytes;
      if (bytes > 0) return bytes;
    }
    if (this.#givenBytes !== this.sizeBytes) throw violated(this.#part, 'an object of another size');
    return 0;
  }

  async close(): Promise<void> {
    this.#decryptor.wipe();
    await this.#reader.close();
  }

  async #readPiece(into: Uint8Array): Promise<number> {
    // As many chunks as there is room for opened, the one that is held back included.
    const sealedBytes = Math.floor(into.length / chunkBytes) * sealedChunkBytes;
    if (this.#sealed.length !== sealedBytes) this.#sealed = Buffer.allocUnsafeSlow(sealedBytes);
    const bytes = await this.#reader.readAt(this.#sealed, this.#position);
    this.#position += bytes;
    try {
      if (bytes > 0) return this.#decryptor.updateInto(this.#sealed.subarray(0, bytes), into);
      this.#ended = true;
      return this.#decryptor.finishInto(into);
    } catch (error) {
      if (!isViolation(error)) throw error;
      throw violated(this.#part, 'an object is not what was sealed', error);
    }
  }
}

function partOf(object: Buffer): string {
  return `objects ${object.toString('hex')}`;
}
