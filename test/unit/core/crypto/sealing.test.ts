import { describe, expect, test } from 'vitest';
import { createHeader, generateFileKey } from '../../../../src-main/core/crypto/age/header.ts';
import { sealPayload } from '../../../../src-main/core/crypto/age/payload.ts';
import { payloadNonceBytes } from '../../../../src-main/core/crypto/age/payload-chunks.ts';
import { PayloadEncryptor } from '../../../../src-main/core/crypto/age/payload-encryptor.ts';
import { generateX25519Identity } from '../../../../src-main/core/crypto/age/x25519-identity.ts';
import { newPasswordSalt } from '../../../../src-main/core/crypto/password.ts';
import { seal, tryUnseal } from '../../../../src-main/core/crypto/sealing.ts';
import { update } from '../../../support/payload-pieces.ts';

const [key, fileKey, bound] = [Buffer.alloc(32, 1), Buffer.alloc(16, 1), Buffer.from('where it lies')];
const { recipient } = generateX25519Identity();

/** Whatever is made so often, each byte of it has many values. */
function expectFresh(make: () => Uint8Array, bytes: number): void {
  const made = Array.from({ length: 500 }, () => Buffer.from(make()));
  for (const one of made) expect(one).toHaveLength(bytes);
  for (let at = 0; at < bytes; at += 1) {
    expect(new Set(made.map((one) => one.readUInt8(at))).size, `byte ${at}`).toBeGreaterThan(100);
  }
}

describe('the same under the same key', () => {
  test.each([0, 100, 10_000])('is sealed under a fresh nonce each time: %d bytes', (size) => {
    const plaintext = Buffer.alloc(size);
    expectFresh(() => seal(key, bound, plaintext).subarray(0, 24), 24);
    expect(tryUnseal(key, bound, seal(key, bound, plaintext))?.equals(plaintext)).toBe(true);
  });

  test('becomes another age payload each time, whole and in pieces', () => {
    const plaintext = Buffer.alloc(70_000);
    expectFresh(() => sealPayload(fileKey, plaintext).subarray(0, payloadNonceBytes), payloadNonceBytes);
    const inPieces = () => update(new PayloadEncryptor(fileKey), plaintext).subarray(0, payloadNonceBytes);
    expectFresh(inPieces, payloadNonceBytes);
  });
});

test('keys of documents, salts of passwords and what a recipient is sent differ each time', () => {
  expectFresh(generateFileKey, 16);
  expectFresh(newPasswordSalt, 16);
  const share = () => {
    const [, line = ''] = createHeader(fileKey, [recipient]).toString('latin1').split('\n');
    return Buffer.from(line.split(' ').at(-1) ?? '', 'base64').subarray(0, 31);
  };
  expectFresh(share, 31);
});
