import { randomBytes } from 'node:crypto';
import { VaultError } from '../../../contract/errors.ts';
import { HeldChunk } from './held-chunk.ts';
import { chunkBytes, PayloadChunks, payloadNonceBytes, sealedChunkBytes } from './payload-chunks.ts';
import { sealTagBytes } from './primitives.ts';

/**
 * Seals a payload piece by piece, in 64 KiB of memory whatever its size. Pieces may have any size; multiples of 64 KiB
 * are the fastest. What all `updateInto` calls and `finishInto` wrote, joined, is the payload.
 *
 * Both write into a buffer of the caller's, which must not overlap the piece. Holds a key and plaintext: call
 * `finishInto`, or `wipe` when giving up.
 */
export class PayloadEncryptor {
  readonly #nonce = randomBytes(payloadNonceBytes);
  readonly #chunks: PayloadChunks;
  readonly #held = new HeldChunk(chunkBytes);
  #nonceIsDue = true;
  #ended = false;

  constructor(fileKey: Uint8Array) {
    this.#chunks = new PayloadChunks(fileKey, this.#nonce);
  }

  /** Exactly how many bytes `updateInto` would write for a piece of this size. */
  updateSize(pieceBytes: number): number {
    return (this.#nonceIsDue ? payloadNonceBytes : 0) + this.#held.chunksAfter(pieceBytes) * sealedChunkBytes;
  }

  /** Exactly how many bytes `finishInto` would write now: at most 64 KiB + 32. */
  finishSize(): number {
    return (this.#nonceIsDue ? payloadNonceBytes : 0) + this.#held.held().length + sealTagBytes;
  }

  /** Takes a piece; writes what it completes into `out` and returns how many bytes that is. */
  updateInto(piece: Uint8Array, out: Uint8Array): number {
    this.#requireRoom(out, this.updateSize(piece.length));
    let written = this.#writeNonceOnce(out);
    this.#held.push(piece, (chunk) => {
      this.#chunks.seal(chunk, false, out.subarray(written, written + sealedChunkBytes));
      written += sealedChunkBytes;
    });
    return written;
  }

  /** Writes the last chunk into `out`, returns how many bytes that is, and wipes. */
  finishInto(out: Uint8Array): number {
    this.#requireRoom(out, this.finishSize());
    try {
      const written = this.#writeNonceOnce(out);
      const chunk = this.#held.held();
      const end = written + chunk.length + sealTagBytes;
      this.#chunks.seal(chunk, true, out.subarray(written, end));
      return end;
    } finally {
      this.wipe();
    }
  }

  /** Forgets key and plaintext. Nothing can be sealed afterwards. */
  wipe(): void {
    this.#ended = true;
    this.#chunks.wipe();
    this.#held.wipe();
  }

  [Symbol.dispose](): void {
    this.wipe();
  }

  #writeNonceOnce(out: Uint8Array): number {
    if (!this.#nonceIsDue) return 0;
    out.set(this.#nonce);
    this.#nonceIsDue = false;
    return payloadNonceBytes;
  }

  #requireRoom(out: Uint8Array, neededBytes: number): void {
    if (this.#ended) throw new VaultError('internal', 'the payload has ended');
    if (out.length < neededBytes) throw new VaultError('internal', 'the output buffer is too small');
  }
}
