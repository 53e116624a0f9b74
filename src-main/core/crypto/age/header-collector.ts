import { brokenAgeFile } from './broken-age-file.ts';
import { headerSize, maxHeaderBytes } from './header-format.ts';

/** What a {@link HeaderCollector} gives: the header, and the beginning of the payload that came with its last piece. */
export interface CollectedHeader {
  readonly header: Buffer;
  readonly payloadStart: Buffer;
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
    const searched = this.#collectedBytes;
    this.#append(piece);
    const all = this.#collected.subarray(0, this.#collectedBytes);
    // The last line is at most 48 bytes long, so going that far back finds it even when it came in several pieces.
    const size = headerSize(all, Math.max(0, searched - 64));
    if (size !== null) return { header: all.subarray(0, size), payloadStart: all.subarray(size) };
    if (this.#collectedBytes >= maxHeaderBytes) throw brokenAgeFile('header', 'has no end');
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
