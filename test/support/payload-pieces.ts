/** A `PayloadEncryptor` or a `PayloadDecryptor`. */
interface PayloadStream {
  updateSize(pieceBytes: number): number;
  updateInto(piece: Uint8Array, out: Uint8Array): number;
  finishSize(): number;
  finishInto(out: Uint8Array): number;
}

/** What a piece completes, in a buffer of exactly the size that was said beforehand. */
export function update(stream: PayloadStream, piece: Uint8Array): Buffer {
  const out = Buffer.alloc(stream.updateSize(piece.length));
  return out.subarray(0, stream.updateInto(piece, out));
}

/** What the end completes, in a buffer of exactly the size that was said beforehand. */
export function finish(stream: PayloadStream): Buffer {
  const out = Buffer.alloc(stream.finishSize());
  return out.subarray(0, stream.finishInto(out));
}
