/** Takes a stream of pieces of any size in portions of the reader's choice. */
export class PieceReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);
  #ended = false;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** What comes next, at most so many bytes, a view of what came in; empty only at the end. */
  async next(mostBytes: number): Promise<Uint8Array> {
    while (this.#piece.length === 0 && !this.#ended) {
      const { done, value } = await this.#pieces.next();
      if (done === true) this.#ended = true;
      else this.#piece = value;
    }
    const taken = this.#piece.subarray(0, mostBytes);
    this.#piece = this.#piece.subarray(taken.length);
    return taken;
  }

  /** Fills `into`; the number of bytes, less than asked only at the end. */
  async fill(into: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < into.length) {
      const taken = await this.next(into.length - filled);
      if (taken.length === 0) break;
      into.set(taken, filled);
      filled += taken.length;
    }
    return filled;
  }

  /** Ends the stream, whether all of it was read or not. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#piece = new Uint8Array(0);
    await this.#pieces.return?.();
  }
}
