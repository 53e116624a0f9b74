import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  openSealedStream,
  type SealedFile,
  sealStream,
} from '../../../../src-main/core/backup/repository/sealed-stream.ts';
import {
  generatePostQuantumIdentity,
  postQuantumRecipient,
} from '../../../../src-main/core/crypto/age/post-quantum-identity.ts';
import { openWithPostQuantum } from '../../../../src-main/core/crypto/age/seal.ts';
import { allOf, inPieces } from '../../../support/byte-streams.ts';

const identity = generatePostQuantumIdentity();
const content = Buffer.alloc(300_000, 'content ');
let recipient = '';

beforeAll(async () => {
  recipient = await postQuantumRecipient(identity);
});

async function sealed(plaintext: Uint8Array = content, pieceBytes = 70_000): Promise<SealedFile & { bytes: Buffer }> {
  const pieces: Buffer[] = [];
  const file = await sealStream(recipient, inPieces(plaintext, pieceBytes), async (piece) => {
    pieces.push(Buffer.from(piece));
  });
  return { ...file, bytes: Buffer.concat(pieces) };
}

const opened = async (
  name: string,
  bytes: Uint8Array,
  key: Parameters<typeof openSealedStream>[2],
  pieceBytes = 9999,
) => await allOf(openSealedStream(name, inPieces(bytes, pieceBytes), key));

describe('a sealed stream', () => {
  test('is the age file that the hash, the size and the file key are of', async () => {
    const { bytes, sha256, sizeBytes, fileKey } = await sealed();
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(sizeBytes).toBe(bytes.length);
    expect((await openWithPostQuantum(bytes, identity))?.equals(content)).toBe(true);
    expect((await opened(`database/${sha256}`, bytes, { fileKey })).equals(content)).toBe(true);
    // It is the caller's still.
    expect((await opened(`database/${sha256}`, bytes, { fileKey })).equals(content)).toBe(true);
  });

  test.each([0, 1, 65_536, 65_537, 300_000])('of %i bytes is opened in pieces of any size', async (sizeBytes) => {
    const plaintext = content.subarray(0, sizeBytes);
    const { bytes, sha256, fileKey } = await sealed(plaintext, 10_000);
    for (const pieceBytes of [100, 65_536, bytes.length]) {
      expect((await opened(`sealed/${sha256}`, bytes, { identity }, pieceBytes)).equals(plaintext)).toBe(true);
      expect((await opened(`sealed/${sha256}`, bytes, { fileKey }, pieceBytes)).equals(plaintext)).toBe(true);
    }
  });

  test('that was changed, cut off or continued anywhere, or has another name, is named', async () => {
    const { bytes, sha256, fileKey } = await sealed();
    const name = `database/${sha256}`;
    const violation = { code: 'integrity-violated', details: { part: name } };
    for (const at of [0, 30, 1000, 2000, 3000, 100_000, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(opened(name, changed, { fileKey }), `byte ${at}`).rejects.toMatchObject(violation);
      await expect(opened(name, bytes.subarray(0, at), { fileKey }), `${at} bytes`).rejects.toMatchObject(violation);
      await expect(opened(name, changed, { identity }), `byte ${at}`).rejects.toMatchObject(violation);
    }
    await expect(opened(name, Buffer.concat([bytes, bytes]), { fileKey })).rejects.toMatchObject(violation);
    const other = `database/${'0'.repeat(64)}`;
    await expect(opened(other, bytes, { fileKey })).rejects.toMatchObject({ details: { part: other } });
  });

  test('to somebody else is not for this recovery key', async () => {
    const { bytes, sha256 } = await sealed();
    const other = { identity: generatePostQuantumIdentity() };
    const opening = opened(`database/${sha256}`, bytes, other);
    await expect(opening).rejects.toMatchObject({ code: 'recovery-key-wrong-vault' });
  });

  test('that breaks off, on either side, fails with what broke it', async () => {
    const stop = new Error('stop');
    async function* broken() {
      yield content;
      throw stop;
    }
    const failing = async () => {
      throw stop;
    };
    await expect(sealStream(recipient, broken(), async () => undefined)).rejects.toBe(stop);
    await expect(sealStream(recipient, inPieces(content), failing)).rejects.toBe(stop);
    const { bytes, sha256, fileKey } = await sealed();
    async function* cut() {
      yield bytes.subarray(0, 200_000);
      throw stop;
    }
    await expect(allOf(openSealedStream(`database/${sha256}`, cut(), { fileKey }))).rejects.toBe(stop);
  });
});
