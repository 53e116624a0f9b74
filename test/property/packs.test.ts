import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyPack } from '../../src-main/core/backup/repository/read-pack.ts';
import { sha256 } from '../../src-main/core/crypto/binding.ts';
import { fourMiB, packsOf, payloadOf, storedPack } from '../support/backup-packs.ts';
import { dose } from '../support/dose.ts';

const mostBytes = 16 * 2 ** 20;

/** Bytes that no two seeds share. */
function bytesOf(seed: number, length: number): Buffer {
  const bytes = Buffer.alloc(length, seed % 251);
  bytes.writeUInt32BE(seed, 0);
  return bytes;
}

const lengths = fc.array(fc.oneof(fc.integer({ min: 4, max: 4000 }), fc.integer({ min: 4, max: 2 ** 20 - 1 })), {
  maxLength: 40,
});

describe('packs', () => {
  test('hold every payload once, are as long as they may be, and tell what lies where', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: fourMiB, max: mostBytes }), async (sizes, fullBytes) => {
        const payloads = sizes.map((length, seed) => bytesOf(seed, length));
        const packs = await packsOf(
          payloads.map((bytes) => payloadOf(bytes)),
          fullBytes,
        );
        const found: Buffer[] = [];
        for (const [index, pack] of packs.entries()) {
          expect(pack.sha256).toBe(sha256(pack.bytes).toString('hex'));
          expect(pack.bytes.length).toBeLessThanOrEqual(mostBytes);
          if (index < packs.length - 1)
            expect(pack.bytes.length).toBeGreaterThanOrEqual(Math.min(fullBytes, mostBytes - 2 ** 20));
          expect(await verifyPack(storedPack(pack.bytes))).toEqual(pack.entries);
          found.push(...pack.entries.map(({ offset, length }) => pack.bytes.subarray(offset, offset + length)));
        }
        expect(found.length).toBe(payloads.length);
        for (const [index, bytes] of payloads.entries()) expect(found[index]?.equals(bytes)).toBe(true);
      }),
      { numRuns: dose(12, 200) },
    );
  });

  test('are refused by name with any byte of their directory changed, cut or put in, and with any payload changed', async () => {
    const payloads = [40, 1, 300].map((length, seed) => payloadOf(Buffer.alloc(length, seed + 1)));
    const [pack] = await packsOf(payloads, fourMiB);
    const whole = pack?.bytes ?? Buffer.alloc(0);
    const name = pack?.sha256 ?? '';
    const changed = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      return bytes;
    });
    const cut = fc.nat(whole.length - 1).map((length) => whole.subarray(0, length));
    const putIn = fc
      .tuple(fc.nat(whole.length), fc.uint8Array({ minLength: 1, maxLength: 60 }))
      .map(([at, more]) => Buffer.concat([whole.subarray(0, at), more, whole.subarray(at)]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, cut, putIn), async (bytes) => {
        const part = `packs/${name.slice(0, 2)}/${name}`;
        const refused = expect.objectContaining({ code: 'integrity-violated', details: { part } });
        await expect(verifyPack(storedPack(bytes, name))).rejects.toThrowError(refused);
      }),
      { numRuns: dose(500, 20_000) },
    );
  });
});
