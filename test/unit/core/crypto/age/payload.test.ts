import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateFileKey } from '../../../../../src-main/core/crypto/age/header.ts';
import {
  openPayload,
  payloadSize,
  plaintextSize,
  sealPayload,
} from '../../../../../src-main/core/crypto/age/payload.ts';
import {
  chunkBytes,
  PayloadChunks,
  payloadNonceBytes,
  sealedChunkBytes,
} from '../../../../../src-main/core/crypto/age/payload-chunks.ts';
import { PayloadDecryptor } from '../../../../../src-main/core/crypto/age/payload-decryptor.ts';
import { PayloadEncryptor } from '../../../../../src-main/core/crypto/age/payload-encryptor.ts';
import { finish, update } from '../../../../support/payload-pieces.ts';

const brokenPayload = expect.objectContaining({ code: 'integrity-violated', details: { part: 'payload' } });
const brokenNonce = expect.objectContaining({ code: 'integrity-violated', details: { part: 'nonce' } });
const misuse = expect.objectContaining({ code: 'internal' });

const fileKey = generateFileKey();
const sizes = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 200_000];

function pieces(bytes: Buffer, pieceBytes: number): Buffer[] {
  const result: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) result.push(bytes.subarray(at, at + pieceBytes));
  return result;
}

function sealInPieces(plaintext: Buffer, pieceBytes: number): Buffer {
  const encryptor = new PayloadEncryptor(fileKey);
  const sealed = pieces(plaintext, pieceBytes).map((piece) => update(encryptor, piece));
  return Buffer.concat([...sealed, finish(encryptor)]);
}

function openInPieces(payload: Buffer, pieceBytes: number): Buffer {
  const decryptor = new PayloadDecryptor(fileKey);
  const opened = pieces(payload, pieceBytes).map((piece) => update(decryptor, piece));
  return Buffer.concat([...opened, finish(decryptor)]);
}

describe('payload sizes', () => {
  it.each([
    [0, 32],
    [1, 33],
    [65_535, 65_567],
    [65_536, 65_568],
    [65_537, 65_585],
    [131_072, 131_120],
    [2 * 2 ** 30, 2 * 2 ** 30 + 16 + 32_768 * 16],
  ])('%d bytes of plaintext take %d, and back', (plaintextBytes, payloadBytes) => {
    expect(payloadSize(plaintextBytes)).toBe(payloadBytes);
    expect(plaintextSize(payloadBytes)).toBe(plaintextBytes);
  });

  it('that no payload has are refused: cut off, or ending with an empty chunk', () => {
    for (const bytes of [0, 15, 16, 31, 16 + sealedChunkBytes + 1, 16 + sealedChunkBytes + 16, Number.NaN]) {
      expect(() => plaintextSize(bytes), String(bytes)).toThrow(brokenPayload);
    }
  });

  it('of nonsense are not computed', () => {
    for (const bytes of [-1, 0.5, Number.NaN]) expect(() => payloadSize(bytes)).toThrow(misuse);
  });
});

describe('a payload', () => {
  it.each(sizes)('of %d bytes is the same thing whole and in pieces, both ways', (size) => {
    const plaintext = randomBytes(size);
    const whole = sealPayload(fileKey, plaintext);
    expect(whole).toHaveLength(payloadSize(size));
    expect(openPayload(fileKey, whole).equals(plaintext)).toBe(true);
    for (const pieceBytes of [1_000, 65_535, 65_536, 65_552, 65_568, 1_000_000]) {
      expect(openInPieces(whole, pieceBytes).equals(plaintext)).toBe(true);
      const sealed = sealInPieces(plaintext, pieceBytes);
      expect(sealed).toHaveLength(payloadSize(size));
      expect(openPayload(fileKey, sealed).equals(plaintext)).toBe(true);
    }
  });

  it('differs each time, since its nonce does', () => {
    expect(sealPayload(fileKey, Buffer.alloc(100))).not.toEqual(sealPayload(fileKey, Buffer.alloc(100)));
  });

  const two = sealPayload(fileKey, randomBytes(chunkBytes + 10));
  const nonce = two.subarray(0, payloadNonceBytes);
  const first = two.subarray(payloadNonceBytes, payloadNonceBytes + sealedChunkBytes);
  const last = two.subarray(payloadNonceBytes + sealedChunkBytes);
  const emptyLast = (): Buffer => {
    const chunks = new PayloadChunks(fileKey, nonce);
    chunks.seal(Buffer.alloc(chunkBytes), false, Buffer.alloc(sealedChunkBytes));
    const sealed = Buffer.alloc(16);
    chunks.seal(Buffer.alloc(0), true, sealed);
    return sealed;
  };
  const flip = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  it.each([
    ['cut off after the nonce', Buffer.from(nonce)],
    ['cut off within the first chunk', two.subarray(0, 1000)],
    ['cut off between chunks', two.subarray(0, payloadNonceBytes + sealedChunkBytes)],
    ['cut off within the last tag', two.subarray(0, -1)],
    ['cut off to a stub shorter than a tag', two.subarray(0, payloadNonceBytes + sealedChunkBytes + 15)],
    ['with a byte more', Buffer.concat([two, Buffer.alloc(1)])],
    ['with a chunk more', Buffer.concat([two, first])],
    ['with its last chunk twice', Buffer.concat([two, last])],
    ['without its first chunk', Buffer.concat([nonce, last])],
    ['with its chunks swapped', Buffer.concat([nonce, last, first])],
    ['with its first chunk twice', Buffer.concat([nonce, first, first, last])],
    ['ending with an empty chunk', Buffer.concat([nonce, first, emptyLast()])],
    ['with another nonce', flip(two, 0)],
    ['with a byte flipped in the first chunk', flip(two, 100)],
    ['with a byte flipped in the last tag', flip(two, two.length - 1)],
  ])('%s is refused, whole and in pieces', (_, payload) => {
    expect(() => openPayload(fileKey, payload)).toThrow(brokenPayload);
    for (const pieceBytes of [1, 1_000, sealedChunkBytes, 1_000_000]) {
      expect(() => openInPieces(payload, pieceBytes)).toThrow(brokenPayload);
    }
  });

  it('cut off within its nonce is refused', () => {
    for (const length of [0, 15]) {
      expect(() => openPayload(fileKey, two.subarray(0, length))).toThrow(brokenNonce);
      expect(() => openInPieces(two.subarray(0, length), 5)).toThrow(brokenNonce);
    }
  });

  it('is refused with another file key', () => {
    expect(() => openPayload(generateFileKey(), two)).toThrow(brokenPayload);
  });
});

describe('sealing and opening in pieces', () => {
  it('says beforehand how much comes out of each piece', () => {
    const plaintext = randomBytes(300_000);
    const encryptor = new PayloadEncryptor(fileKey);
    const sealed: Buffer[] = [];
    for (const piece of pieces(plaintext, 70_001)) {
      const size = encryptor.updateSize(piece.length);
      sealed.push(update(encryptor, piece));
      expect(sealed.at(-1)).toHaveLength(size);
    }
    const lastSize = encryptor.finishSize();
    sealed.push(finish(encryptor));
    expect(sealed.at(-1)).toHaveLength(lastSize);

    const decryptor = new PayloadDecryptor(fileKey);
    for (const piece of pieces(Buffer.concat(sealed), 70_001)) {
      const size = decryptor.updateSize(piece.length);
      expect(update(decryptor, piece)).toHaveLength(size);
    }
    expect(decryptor.finishSize()).toBe(finish(decryptor).length);
  });

  it('writes into a buffer that is used again, and refuses one that is too small', () => {
    const plaintext = randomBytes(200_000);
    const out = Buffer.alloc(2 * sealedChunkBytes);
    const encryptor = new PayloadEncryptor(fileKey);
    const sealed: Buffer[] = [];
    for (const piece of pieces(plaintext, 65_536)) {
      sealed.push(Buffer.from(out.subarray(0, encryptor.updateInto(piece, out))));
    }
    expect(() => encryptor.updateInto(plaintext, Buffer.alloc(10))).toThrow(misuse);
    expect(() => encryptor.finishInto(Buffer.alloc(10))).toThrow(misuse);
    sealed.push(Buffer.from(out.subarray(0, encryptor.finishInto(out))));
    const payload = Buffer.concat(sealed);
    expect(openPayload(fileKey, payload).equals(plaintext)).toBe(true);

    const decryptor = new PayloadDecryptor(fileKey);
    expect(() => decryptor.updateInto(payload, Buffer.alloc(10))).toThrow(misuse);
    const opened: Buffer[] = [];
    for (const piece of pieces(payload, 65_536)) {
      opened.push(Buffer.from(out.subarray(0, decryptor.updateInto(piece, out))));
    }
    expect(() => decryptor.finishInto(Buffer.alloc(10))).toThrow(misuse);
    opened.push(Buffer.from(out.subarray(0, decryptor.finishInto(out))));
    expect(Buffer.concat(opened).equals(plaintext)).toBe(true);
  });

  it('leaves no plaintext of the piece in which something was altered', () => {
    const payload = sealPayload(fileKey, Buffer.alloc(3 * chunkBytes, 0x61));
    const altered = payload.length - chunkBytes - 100;
    payload.writeUInt8(payload.readUInt8(altered) ^ 1, altered);
    const out = Buffer.alloc(3 * chunkBytes);
    const decryptor = new PayloadDecryptor(fileKey);
    expect(() => decryptor.updateInto(payload, out)).toThrow(brokenPayload);
    expect(out.includes(0x61)).toBe(false);
  });

  it('gives nothing of a chunk before it is known whether it is the last', () => {
    const payload = sealPayload(fileKey, Buffer.alloc(chunkBytes));
    const decryptor = new PayloadDecryptor(fileKey);
    expect(update(decryptor, payload)).toHaveLength(0);
    expect(finish(decryptor)).toHaveLength(chunkBytes);
  });

  it('is over after the end, after an error, and when given up', () => {
    const encryptor = new PayloadEncryptor(fileKey);
    finish(encryptor);
    expect(() => update(encryptor, Buffer.alloc(1))).toThrow(misuse);
    expect(() => finish(encryptor)).toThrow(misuse);

    const payload = sealPayload(fileKey, Buffer.alloc(10));
    const failed = new PayloadDecryptor(generateFileKey());
    update(failed, payload);
    expect(() => finish(failed)).toThrow(brokenPayload);
    expect(() => finish(failed)).toThrow(misuse);

    const givenUp = new PayloadDecryptor(fileKey);
    {
      using inUse = givenUp;
      update(inUse, payload);
    }
    expect(() => finish(givenUp)).toThrow(misuse);
  });

  it('does not seal with a key that has been wiped', () => {
    const chunks = new PayloadChunks(fileKey, Buffer.alloc(payloadNonceBytes));
    chunks.wipe();
    expect(() => chunks.seal(Buffer.alloc(1), true, Buffer.alloc(17))).toThrow(misuse);
  });

  it('needs a file key of 16 bytes', () => {
    expect(() => new PayloadEncryptor(Buffer.alloc(32))).toThrow(misuse);
    expect(() => new PayloadDecryptor(Buffer.alloc(32))).toThrow(misuse);
  });
});
