/**
 * Cuts a stream of pieces into chunks and holds the newest back until a byte follows it: only then is it known not to
 * be the last. Chunks that lie whole in a piece are passed on without copying.
 */
export class HeldChunk {
  readonly #chunk: Buffer;
  #heldBytes = 0;

  constructor(sizeBytes: number) {
    this.#chunk = Buffer.allocUnsafeSlow(sizeBytes);
  }

  /** How many chunks a piece of this size would complete. */
  chunksAfter(pieceBytes: number): number {
    const total = this.#heldBytes + pieceBytes;
    return total === 0 ? 0 : Math.ceil(total / this.#chunk.length) - 1;
  }

  /** Calls `take` for each chunk that the piece completes, in order; what is passed is valid during the call only. */
  push(piece: Uint8Array, take: (chunk: Uint8Array) => void): void {
    const size = this.#chunk.length;
    let used = 0;
    while (this.#heldBytes + piece.length - used > size) {
      const missing = size - this.#heldBytes;
      const next = piece.subarray(used, used + missing);
      used += missing;
      if (missing === size) {
        take(next);
      } else {
        this.#chunk.set(next, this.#heldBytes);
        this.#heldBytes = 0;
        take(this.#chunk);
      }
    }
    this.#chunk.set(piece.subarray(used), this.#heldBytes);
    this.#heldBytes += piece.length - used;
  }

  /** What is held back: at the end of the stream, the last chunk. */
  held(): Uint8Array {
    return this.#chunk.subarray(0, this.#heldBytes);
  }

  wipe(): void {
    this.#chunk.fill(0);
    this.#heldBytes = 0;
  }
}
