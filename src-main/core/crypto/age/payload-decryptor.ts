import { VaultError } from '../../../contract/errors.ts';
import { brokenAgeFile } from './broken-age-file.ts';
import { HeldChunk } from './held-chunk.ts';
import { chunkBytes, PayloadChunks, payloadNonceBytes, sealedChunkBytes } from './payload-chunks.ts';
import { requireLength, sealTagBytes } from './primitives.ts';
import { fileKeyBytes } from './x25519-stanza.ts';

/**
 * Opens a payload piece by piece, in 64 KiB of memory whatever its size. Pieces may have any size.
 *
 * What comes out is authentic, chunk by chunk, but **whether the payload is whole is known only when `finishInto` returns**:
 * until then treat the result as incomplete, and drop it when anything throws. All methods throw 'integrity-violated'
 * (part 'nonce' or 'payload') for anything that was not sealed so; afterwards the decryptor is wiped.
 *
 * `updateInto` and `finishInto` write into a buffer of the caller's, which must not overlap the piece. Holds keys: call
 * `finishInto`, or `wipe` when giving up.
 */
export class PayloadDecryptor {
  readonly #fileKey: Buffer;
  readonly #nonce = Buffer.alloc(payloadNonceBytes);
  #nonceHeldBytes = 0;
  #chunks: PayloadChunks | null = null;
  readonly #held = new HeldChunk(sealedChunkBytes);
  #isFirstChunk = true;
  #ended = false;

  /** @param fileKey - 16 bytes, copied until the payload's nonce has come in */
  constructor(fileKey: Uint8Array) {
    requireLength('file key', fileKey, fileKeyBytes);
    this.#fileKey = Buffer.from(fileKey);
  }

  /** Exactly how many bytes `updateInto` would write for a piece of this size. */
  updateSize(pieceBytes: number): number {
    const nonceBytes = Math.min(pieceBytes, payloadNonceBytes - this.#nonceHeldBytes);
    return this.#held.chunksAfter(pieceBytes - nonceBytes) * chunkBytes;
  }

  /** How many bytes `finishInto` would write now: at most 64 KiB. */
  finishSize(): number {
    return Math.max(0, this.#held.held().length - sealTagBytes);
  }

  /** Takes a piece; writes what it completes into `out` and returns how many bytes that is. Wipes `out` if it throws. */
  updateInto(piece: Uint8Array, out: Uint8Array): number {
    this.#requireRoom(out, this.updateSize(piece.length));
    const rest = this.#takeNonce(piece);
    const chunks = this.#chunks;
    if (chunks === null) return 0;
    let written = 0;
    this.#held.push(rest, (chunk) => {
      const opened = out.subarray(written, written + chunkBytes);
      written += chunkBytes;
      if (!chunks.open(chunk, false, opened))
        this.#fail(out.subarray(0, written), 'altered, or continued after its end');
      this.#isFirstChunk = false;
    });
    return written;
  }

  /** Opens the last chunk into `out`, returns how many bytes that is, and wipes. Only now is the payload known whole. */
  finishInto(out: Uint8Array): number {
    const size = this.finishSize();
    this.#requireRoom(out, size);
    const opened = out.subarray(0, size);
    const chunk = this.#held.held();
    if (this.#chunks === null) {
      this.wipe();
      throw brokenAgeFile('nonce', 'cut off');
    }
    if (chunk.length < sealTagBytes) this.#fail(opened, 'cut off');
    // Only a payload without content may end with an empty chunk: each content has one number of chunks.
    if (size === 0 && !this.#isFirstChunk) this.#fail(opened, 'ends with an empty chunk');
    if (!this.#chunks.open(chunk, true, opened)) this.#fail(opened, 'altered or cut off');
    this.wipe();
    return size;
  }

  /** Forgets the keys. Nothing can be opened afterwards. */
  wipe(): void {
    this.#ended = true;
    this.#fileKey.fill(0);
    this.#chunks?.wipe();
    this.#held.wipe();
  }

  [Symbol.dispose](): void {
    this.wipe();
  }

  #takeNonce(piece: Uint8Array): Uint8Array {
    if (this.#chunks !== null) return piece;
    const nonceBytes = Math.min(piece.length, payloadNonceBytes - this.#nonceHeldBytes);
    this.#nonce.set(piece.subarray(0, nonceBytes), this.#nonceHeldBytes);
    this.#nonceHeldBytes += nonceBytes;
    if (this.#nonceHeldBytes === payloadNonceBytes) {
      this.#chunks = new PayloadChunks(this.#fileKey, this.#nonce);
      this.#fileKey.fill(0);
    }
    return piece.subarray(nonceBytes);
  }

  #fail(opened: Uint8Array, message: string): never {
    opened.fill(0);
    this.wipe();
    throw brokenAgeFile('payload', message);
  }

  #requireRoom(out: Uint8Array, neededBytes: number): void {
    if (this.#ended) throw new VaultError('internal', 'the payload has ended');
    if (out.length < neededBytes) throw new VaultError('internal', 'the output buffer is too small');
  }
}
