import { randomBytes } from 'node:crypto';
import { VaultError } from '../../../contract/errors.ts';
import { brokenAgeFile } from './broken-age-file.ts';
import { chunkBytes, PayloadChunks, payloadNonceBytes, sealedChunkBytes } from './payload-chunks.ts';
import { requireLength, sealTagBytes } from './primitives.ts';

/** Bytes of the payload, nonce included, for so many bytes of plaintext. */
export function payloadSize(plaintextBytes: number): number {
  if (!Number.isSafeInteger(plaintextBytes) || plaintextBytes < 0) {
    throw new VaultError('internal', 'a size in bytes must be a whole number');
  }
  return payloadNonceBytes + plaintextBytes + sealTagBytes * Math.max(1, Math.ceil(plaintextBytes / chunkBytes));
}

/** Bytes of plaintext in a payload of so many bytes. Throws 'integrity-violated' when no payload has that size. */
export function plaintextSize(payloadBytes: number): number {
  const sealedBytes = payloadBytes - payloadNonceBytes;
  const plaintextBytes = sealedBytes - sealTagBytes * Math.ceil(sealedBytes / sealedChunkBytes);
  if (!(plaintextBytes >= 0) || payloadSize(plaintextBytes) !== payloadBytes) {
    throw brokenAgeFile('payload', 'a payload cannot have this size');
  }
  return plaintextBytes;
}

/** Seals a whole plaintext in memory: a fresh nonce, then the chunks. */
export function sealPayload(fileKey: Uint8Array, plaintext: Uint8Array): Buffer {
  const payload = Buffer.allocUnsafeSlow(payloadSize(plaintext.length));
  sealPayloadInto(fileKey, plaintext, payload);
  return payload;
}

/** As `sealPayload`, into `payload`, which has exactly `payloadSize` bytes and does not overlap the plaintext. */
export function sealPayloadInto(fileKey: Uint8Array, plaintext: Uint8Array, payload: Uint8Array): void {
  requireLength('payload', payload, payloadSize(plaintext.length));
  const nonce = randomBytes(payloadNonceBytes);
  payload.set(nonce);
  const chunks = new PayloadChunks(fileKey, nonce);
  try {
    let from = 0;
    let to = payloadNonceBytes;
    while (to < payload.length) {
      const chunk = plaintext.subarray(from, from + chunkBytes);
      from += chunk.length;
      const out = payload.subarray(to, to + chunk.length + sealTagBytes);
      to += out.length;
      chunks.seal(chunk, to === payload.length, out);
    }
  } finally {
    chunks.wipe();
  }
}

/**
 * Opens a whole payload in memory. Throws 'integrity-violated' (part 'nonce' or 'payload') for anything but exactly
 * what was sealed: a flipped byte, a missing end, chunks in another order, anything after the last one.
 */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Buffer {
  if (payload.length < payloadNonceBytes) throw brokenAgeFile('nonce', 'cut off');
  const plaintext = Buffer.allocUnsafeSlow(plaintextSize(payload.length));
  const chunks = new PayloadChunks(fileKey, payload.subarray(0, payloadNonceBytes));
  try {
    let from = payloadNonceBytes;
    let to = 0;
    while (from < payload.length) {
      const sealed = payload.subarray(from, from + sealedChunkBytes);
      from += sealed.length;
      const out = plaintext.subarray(to, to + sealed.length - sealTagBytes);
      to += out.length;
      if (!chunks.open(sealed, from === payload.length, out)) {
        plaintext.fill(0);
        throw brokenAgeFile('payload', 'altered, cut off or continued');
      }
    }
    return plaintext;
  } finally {
    chunks.wipe();
  }
}
