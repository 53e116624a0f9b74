import { VaultError } from '../../../contract/errors.ts';
import { hkdfSha256, openChaCha, requireLength, sealChaCha, sealNonceBytes, sealTagBytes } from './primitives.ts';
import { fileKeyBytes } from './x25519-stanza.ts';

/** Bytes of the random nonce that a payload begins with. */
export const payloadNonceBytes = 16;
/** Plaintext bytes of a chunk; only the last may have fewer. */
export const chunkBytes = 64 * 1024;
/** Bytes of a chunk in the payload. */
export const sealedChunkBytes = chunkBytes + sealTagBytes;

const lastChunkFlagAt = sealNonceBytes - 1;

/**
 * Seals or opens the chunks of one payload in order (age spec, "Payload": STREAM with an 11-byte big-endian counter
 * and a flag for the last chunk). Holds a key: wipe it.
 */
export class PayloadChunks {
  readonly #key: Buffer;
  readonly #nonce = Buffer.alloc(sealNonceBytes);
  #wiped = false;

  constructor(fileKey: Uint8Array, payloadNonce: Uint8Array) {
    requireLength('file key', fileKey, fileKeyBytes);
    requireLength('payload nonce', payloadNonce, payloadNonceBytes);
    this.#key = hkdfSha256(fileKey, payloadNonce, 'payload');
  }

  /** Seals the next chunk into `out`, which is 16 bytes longer. */
  seal(plaintext: Uint8Array, isLast: boolean, out: Uint8Array): void {
    this.#prepare(isLast);
    sealChaCha(out, plaintext, this.#nonce, this.#key);
    this.#advance();
  }

  /** Opens the next chunk into `out`, which is 16 bytes shorter. False: not authentic in this place. */
  open(sealed: Uint8Array, isLast: boolean, out: Uint8Array): boolean {
    this.#prepare(isLast);
    const isAuthentic = openChaCha(out, sealed, this.#nonce, this.#key);
    this.#advance();
    return isAuthentic;
  }

  wipe(): void {
    this.#wiped = true;
    this.#key.fill(0);
  }

  #prepare(isLast: boolean): void {
    // Sealing with a wiped key would seal with zeros, readable by anybody.
    if (this.#wiped) throw new VaultError('internal', 'the payload has ended');
    this.#nonce[lastChunkFlagAt] = isLast ? 1 : 0;
  }

  #advance(): void {
    for (let index = lastChunkFlagAt - 1; index >= 0; index--) {
      const next = ((this.#nonce[index] ?? 0) + 1) & 0xff;
      this.#nonce[index] = next;
      if (next !== 0) return;
    }
  }
}
