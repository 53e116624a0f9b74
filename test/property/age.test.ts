import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { decodeBech32, encodeBech32 } from '../../src-main/core/crypto/age/bech32.ts';
import { createHeader, generateFileKey, splitAgeFile, unwrapFileKey } from '../../src-main/core/crypto/age/header.ts';
import { parseHeader, serializeAuthenticated, serializeHeader } from '../../src-main/core/crypto/age/header-format.ts';
import { openPayload, payloadSize, plaintextSize, sealPayload } from '../../src-main/core/crypto/age/payload.ts';
import { chunkBytes } from '../../src-main/core/crypto/age/payload-chunks.ts';
import { PayloadDecryptor } from '../../src-main/core/crypto/age/payload-decryptor.ts';
import { PayloadEncryptor } from '../../src-main/core/crypto/age/payload-encryptor.ts';
import { parsePostQuantumIdentity } from '../../src-main/core/crypto/age/post-quantum-identity.ts';
import { openWithX25519, sealToX25519 } from '../../src-main/core/crypto/age/seal.ts';
import { decodeBase64, encodeBase64 } from '../../src-main/core/crypto/age/strict-base64.ts';
import {
  generateX25519Identity,
  parseX25519Identity,
  parseX25519Recipient,
} from '../../src-main/core/crypto/age/x25519-identity.ts';
import { dose } from '../support/dose.ts';
import { finish, update } from '../support/payload-pieces.ts';
import { seededRandom } from '../support/seed.ts';

const runs = { numRuns: dose(50, 1_000) };
const alice = generateX25519Identity();

/** Content of any size up to a little over three chunks, with the borders of chunks well represented. */
const content = fc
  .tuple(
    fc.oneof(
      fc.nat(200),
      fc.nat(3 * chunkBytes + 100),
      fc.tuple(fc.constantFrom(1, 2, 3), fc.integer({ min: -2, max: 2 })).map(([n, off]) => n * chunkBytes + off),
    ),
    fc.nat(),
  )
  .map(([size, seed]) => Buffer.from(seededRandom(seed).bytes(size)));

/** Sizes to cut a stream into, used over and over; zero sizes included. */
const cuts = fc
  .array(fc.oneof(fc.nat(100), fc.nat(3 * chunkBytes)), { minLength: 1, maxLength: 8 })
  .filter((sizes) => sizes.some((size) => size > 500));

function* cut(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const arbitraryBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));

/** Bytes that look like an age file for a while: parts of a true header, shuffled and mixed with noise. */
const almostAge = fc
  .array(
    fc.oneof(
      fc.constantFrom('age-encryption.org/v1\n', '-> X25519 ', '-> scrypt ', '-> ', '\n', '---', '--- ', '\n--- ', ' '),
      fc.constantFrom('A'.repeat(42), 'A'.repeat(43), 'A'.repeat(64), `${'A'.repeat(64)}\n`, `${'A'.repeat(43)}\n`),
      fc.string({ maxLength: 10 }),
    ),
    { maxLength: 16 },
  )
  .map((parts) => Buffer.from(`age-encryption.org/v1\n${parts.join('')}`));

function expectOnlyVaultErrors(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(VaultError);
  }
}

describe('an age payload', () => {
  it('opens to what was sealed, whatever the content and however both are cut', () => {
    const fileKey = generateFileKey();
    fc.assert(
      fc.property(content, cuts, cuts, (plaintext, sealCuts, openCuts) => {
        const encryptor = new PayloadEncryptor(fileKey);
        const sealed = [...cut(plaintext, sealCuts)].map((piece) => update(encryptor, piece));
        const payload = Buffer.concat([...sealed, finish(encryptor)]);
        expect(payload).toHaveLength(payloadSize(plaintext.length));
        expect(plaintextSize(payload.length)).toBe(plaintext.length);
        expect(openPayload(fileKey, payload).equals(plaintext)).toBe(true);
        const decryptor = new PayloadDecryptor(fileKey);
        const opened = [...cut(payload, openCuts)].map((piece) => update(decryptor, piece));
        expect(Buffer.concat([...opened, finish(decryptor)]).equals(plaintext)).toBe(true);
      }),
      runs,
    );
  });

  it('is refused with any byte flipped, and nothing but a true beginning comes out in pieces', () => {
    const fileKey = generateFileKey();
    fc.assert(
      fc.property(content, fc.nat(), fc.integer({ min: 1, max: 255 }), cuts, (plaintext, at, change, openCuts) => {
        const payload = sealPayload(fileKey, plaintext);
        const flipAt = at % payload.length;
        payload[flipAt] = (payload[flipAt] ?? 0) ^ change;
        expect(() => openPayload(fileKey, payload)).toThrow(VaultError);
        const decryptor = new PayloadDecryptor(fileKey);
        const released: Buffer[] = [];
        expect(() => {
          for (const piece of cut(payload, openCuts)) released.push(update(decryptor, piece));
          released.push(finish(decryptor));
        }).toThrow(VaultError);
        const out = Buffer.concat(released);
        expect(out.equals(plaintext.subarray(0, out.length))).toBe(true);
      }),
      runs,
    );
  });

  it('is refused when cut off anywhere', () => {
    const fileKey = generateFileKey();
    fc.assert(
      fc.property(content, fc.nat(), (plaintext, at) => {
        const payload = sealPayload(fileKey, plaintext);
        expect(() => openPayload(fileKey, payload.subarray(0, at % payload.length))).toThrow(VaultError);
      }),
      runs,
    );
  });
});

describe('an age header', () => {
  it('with any byte flipped gives no file key: refused, or for nobody', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const header = createHeader(generateFileKey(), [alice.recipient]);
        const flipAt = at % header.length;
        header[flipAt] = (header[flipAt] ?? 0) ^ change;
        let fileKey: Buffer | null = null;
        expectOnlyVaultErrors(() => {
          fileKey = unwrapFileKey(header, [alice]);
        });
        expect(fileKey).toBeNull();
      }),
      { numRuns: dose(500, 5_000) },
    );
  });

  it('is written again exactly as it was read', () => {
    const argument = fc.string({
      minLength: 1,
      maxLength: 20,
      unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
    });
    const stanza = fc.record({
      args: fc.array(argument, { minLength: 1, maxLength: 4 }),
      body: fc.uint8Array({ maxLength: 200 }),
    });
    fc.assert(
      fc.property(fc.array(stanza, { minLength: 1, maxLength: 5 }), (stanzas) => {
        const header = serializeHeader(serializeAuthenticated(stanzas), Buffer.alloc(32, 1));
        const parsed = parseHeader(header);
        expect(parsed.stanzas.map(({ args, body }) => ({ args, body: Uint8Array.from(body) }))).toEqual(stanzas);
        expect(serializeHeader(serializeAuthenticated(parsed.stanzas), parsed.mac)).toEqual(header);
        expect(Buffer.from(splitAgeFile(header).header)).toEqual(header);
      }),
      runs,
    );
  });
});

describe('whatever the bytes, nothing but a VaultError comes out of', () => {
  const manyRuns = { numRuns: dose(500, 5_000) };

  it('opening a file', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryBytes, almostAge), (bytes) => {
        expectOnlyVaultErrors(() => openWithX25519(bytes, [alice]));
        expectOnlyVaultErrors(() => parseHeader(bytes));
        expectOnlyVaultErrors(() => unwrapFileKey(bytes, [alice]));
        expectOnlyVaultErrors(() => splitAgeFile(bytes));
      }),
      manyRuns,
    );
  });

  it('opening a payload, whole and in pieces', () => {
    const fileKey = generateFileKey();
    fc.assert(
      fc.property(arbitraryBytes, (bytes) => {
        expectOnlyVaultErrors(() => openPayload(fileKey, bytes));
        expectOnlyVaultErrors(() => {
          const decryptor = new PayloadDecryptor(fileKey);
          for (const piece of cut(bytes, [7])) update(decryptor, piece);
          finish(decryptor);
        });
      }),
      manyRuns,
    );
  });

  it('opening a true file that was altered in any way', () => {
    fc.assert(
      fc.property(arbitraryBytes, fc.nat(), fc.nat(20), arbitraryBytes, (plaintext, at, removed, inserted) => {
        const file = sealToX25519(plaintext, [alice.recipient]);
        const start = at % file.length;
        const altered = Buffer.concat([file.subarray(0, start), inserted, file.subarray(start + removed)]);
        let opened: Buffer | null = null;
        expectOnlyVaultErrors(() => {
          opened = openWithX25519(altered, [alice]);
        });
        if (!altered.equals(file)) expect(opened).toBeNull();
      }),
      manyRuns,
    );
  });

  it('reading keys', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((tail) => `age1${tail}`),
      fc.string().map((tail) => `AGE-SECRET-KEY-1${tail}`),
      fc.string().map((tail) => `AGE-SECRET-KEY-PQ-1${tail}`),
    );
    fc.assert(
      fc.property(text, (key) => {
        expectOnlyVaultErrors(() => parseX25519Identity(key));
        expectOnlyVaultErrors(() => parseX25519Recipient(key));
        expectOnlyVaultErrors(() => parsePostQuantumIdentity(key));
      }),
      manyRuns,
    );
  });
});

describe('texts for bytes', () => {
  it('Bech32 and base64 give back any bytes', () => {
    fc.assert(
      fc.property(arbitraryBytes, (bytes) => {
        expect(decodeBech32('age', encodeBech32('age', bytes))).toEqual(bytes);
        expect(decodeBech32('AGE-', encodeBech32('age-', bytes).toUpperCase())).toEqual(bytes);
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      }),
      runs,
    );
  });

  it('base64 has one spelling for each value', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12, unit: fc.constantFrom(...'ABab01+/=-_ \n') }), (text) => {
        const bytes = decodeBase64(text);
        if (bytes !== null) expect(encodeBase64(bytes)).toBe(text);
      }),
      { numRuns: dose(500, 5_000) },
    );
  });
});
