import { brokenAgeFile } from './broken-age-file.ts';
import { headerSize, maxHeaderBytes } from './header-format.ts';

/** What a {@link HeaderCollector} gives at the end of the header. */
export interface CollectedHeader {
  readonly header: Uint8Array;
  /** What came with the header's last piece after it: a view of that piece, the beginning of the payload. */
  readonly payloadStart: Uint8Array;
}

/** Separates the header from an age file that arrives in pieces; the rest goes to a `PayloadDecryptor`. */
export class HeaderCollector {
  #collected = Buffer.alloc(512);
  #collectedBytes = 0;

  /**
   * Takes the next piece. Null: the header goes on. Throws 'integrity-violated' (part 'header') when it goes on for
   * longer than any header that is read.
   */
  push(piece: Uint8Array): CollectedHeader | null {
    const before = this.#collectedBytes;
    this.#append(piece.subarray(0, maxHeaderBytes - before));
    const size = headerSize(this.#collected.subarray(0, this.#collectedBytes));
    if (size !== null) {
      return { header: this.#collected.subarray(0, size), payloadStart: piece.subarray(size - before) };
    }
    if (this.#collectedBytes === maxHeaderBytes) throw brokenAgeFile('header', 'has no end');
    return null;
  }

  #append(piece: Uint8Array): void {
    const needed = this.#collectedBytes + piece.length;
    if (needed > this.#collected.length) {
      const larger = Buffer.alloc(Math.max(needed, 2 * this.#collected.length));
      larger.set(this.#collected.subarray(0, this.#collectedBytes));
      this.#collected = larger;
    }
    this.#collected.set(piece, this.#collectedBytes);
    this.#collectedBytes = needed;
  }
}
