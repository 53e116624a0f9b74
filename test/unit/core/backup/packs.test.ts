import { describe, expect, test } from 'vitest';
import { verifyPack } from '../../../../src-main/core/backup/repository/read-pack.ts';
import { type PackPayload, writePacks } from '../../../../src-main/core/backup/repository/write-packs.ts';
import { sha256 } from '../../../../src-main/core/crypto/binding.ts';
import { fourMiB, packsOf, payloadOf, storedPack } from '../../../support/backup-packs.ts';

const one = Buffer.from('one');
const four = Buffer.from('four');

function entry(payload: Buffer, offset: number, length: number): Buffer {
  const place = Buffer.alloc(16);
  place.writeBigUInt64BE(BigInt(offset));
  place.writeBigUInt64BE(BigInt(length), 8);
  return Buffer.concat([sha256(payload), place]);
}

function fileOf(payloads: string, directory: readonly Buffer[], count = directory.length, magic = 'DKPACK01'): Buffer {
  const end = Buffer.alloc(4);
  end.writeUInt32BE(count);
  return Buffer.concat([Buffer.from(payloads), ...directory, end, Buffer.from(magic)]);
}

describe('a pack', () => {
  test('is the payloads, their directory, its length and the magic, byte for byte', async () => {
    const [pack] = await packsOf([payloadOf(one), payloadOf(four)], fourMiB);
    expect(pack?.bytes).toEqual(fileOf('onefour', [entry(one, 0, 3), entry(four, 3, 4)]));
  });

  test.each([
    ['nothing at all', fileOf('', [])],
    ['no directory', Buffer.from('onefour')],
    ['another magic', fileOf('onefour', [entry(one, 0, 3), entry(four, 3, 4)], 2, 'DKPACK02')],
    ['a gap', fileOf('one-four', [entry(one, 0, 3), entry(four, 4, 4)])],
    ['a payload elsewhere than the one before ends', fileOf('onefour', [entry(one, 0, 3), entry(four, 5, 4)])],
    ['bytes before the first payload', fileOf('-one', [entry(one, 1, 3)])],
    ['bytes after the last payload', fileOf('onefour-', [entry(one, 0, 3), entry(four, 3, 4)])],
    ['payloads over each other', fileOf('onefour', [entry(one, 0, 4), entry(four, 3, 4)])],
    ['payloads in another order', fileOf('onefour', [entry(four, 3, 4), entry(one, 0, 3)])],
    ['an empty payload', fileOf('one', [entry(one, 0, 3), entry(Buffer.alloc(0), 3, 0)])],
    ['the same payload twice', fileOf('oneone', [entry(one, 0, 3), entry(one, 3, 3)])],
    ['a longer payload than there is', fileOf('one', [entry(one, 0, 5)])],
    ['a payload as long as an object of its own', fileOf('x'.repeat(2 ** 20), [entry(one, 0, 2 ** 20)])],
    ['more entries than there are', fileOf('onefour', [entry(one, 0, 3), entry(four, 3, 4)], 3)],
    ['fewer entries than there are', fileOf('onefour', [entry(one, 0, 3), entry(four, 3, 4)], 1)],
    ['as many entries as can be counted', fileOf('one', [entry(one, 0, 3)], 2 ** 32 - 1)],
    ['a length beyond counting', fileOf('one', [Buffer.concat([sha256(one), Buffer.alloc(8), Buffer.alloc(8, 0xff)])])],
  ])('with %s is refused', async (_, bytes) => {
    const name = sha256(bytes).toString('hex');
    const part = `packs/${name.slice(0, 2)}/${name}`;
    const refused = expect.objectContaining({ code: 'integrity-violated', details: { part } });
    await expect(verifyPack(storedPack(bytes))).rejects.toThrowError(refused);
  });

  test('of which a payload is another one is refused', async () => {
    const bytes = fileOf('two', [entry(one, 0, 3)]);
    await expect(verifyPack(storedPack(bytes))).rejects.toThrowError(/is not the bytes/);
  });

  test('that is larger than any, or gives more or less than its size, is refused before it takes memory', async () => {
    const bytes = fileOf('one', [entry(one, 0, 3)]);
    const stored = storedPack(bytes);
    const unread = { ...stored, read: () => expect.fail('read') };
    await expect(verifyPack({ ...unread, sizeBytes: 16 * 2 ** 20 + 1 })).rejects.toThrowError(/not the size/);
    await expect(verifyPack({ ...unread, sizeBytes: 11 })).rejects.toThrowError(/not the size/);
    await expect(verifyPack({ ...stored, sizeBytes: bytes.length + 1 })).rejects.toThrowError(/shorter/);
    const endless = { ...stored, read: () => storedPack(Buffer.alloc(2 ** 20)).read({ offset: 0, length: 2 ** 20 }) };
    await expect(verifyPack(endless)).rejects.toThrowError(/more bytes/);
  });
});

describe('the writer of packs', () => {
  test('leaves out a payload that is not what its hash says, names it, and goes on', async () => {
    const good = payloadOf(Buffer.alloc(500_000, 1));
    const altered = { ...payloadOf(Buffer.alloc(500_000, 2)), sha256: sha256(one).toString('hex') };
    const short = { ...payloadOf(Buffer.alloc(499_999, 3)), length: 500_000 };
    const long = { ...payloadOf(Buffer.alloc(500_001, 4)), length: 500_000 };
    const damaged: string[] = [];
    const packs: string[][] = [];
    async function* source() {
      yield* [altered, good, short, long, payloadOf(one)];
    }
    const options = { fullBytes: fourMiB, inHand: 1, damaged: (hash: string) => damaged.push(hash) };
    for await (const pack of writePacks(source(), options)) {
      packs.push(pack.entries.map(({ sha256: hash }) => hash));
      expect(await verifyPack(storedPack(pack.bytes))).toHaveLength(2);
    }
    expect(packs).toEqual([[good.sha256, payloadOf(one).sha256]]);
    expect(damaged).toEqual([altered.sha256, short.sha256, long.sha256]);
  });

  test('ends with the error of a payload that cannot be read', async () => {
    const broken: PackPayload = {
      ...payloadOf(one),
      // biome-ignore lint/correctness/useYield: it breaks before there is anything.
      bytes: async function* () {
        throw new Error('unreadable');
      },
    };
    await expect(packsOf([broken], fourMiB)).rejects.toThrowError('unreadable');
  });

  test('keeps as many packs as they are as are to be in hand', async () => {
    async function* source() {
      for (let seed = 1; seed <= 30; seed += 1) yield payloadOf(Buffer.alloc(900_000, seed));
    }
    const options = { fullBytes: fourMiB, inHand: 2, damaged: () => expect.fail('damaged') };
    let before: { sha256: string; bytes: Buffer } | null = null;
    const memory = new Set<ArrayBufferLike>();
    for await (const pack of writePacks(source(), options)) {
      if (before) expect(sha256(before.bytes).toString('hex')).toBe(before.sha256);
      before = pack;
      memory.add(pack.bytes.buffer);
    }
    expect(memory.size).toBe(2);
  });

  test('begins another pack when the next payload would make it longer than any', async () => {
    const payloads = Array.from({ length: 17 }, (_, seed) => payloadOf(Buffer.alloc(2 ** 20 - 1, seed)));
    const packs = await packsOf(payloads, 4 * fourMiB);
    expect(packs.map(({ entries }) => entries.length)).toEqual([15, 2]);
  });

  test('takes no payload that belongs elsewhere, and no other full size', async () => {
    const internal = expect.objectContaining({ code: 'internal' });
    await expect(packsOf([payloadOf(Buffer.alloc(0))], fourMiB)).rejects.toThrowError(internal);
    await expect(packsOf([payloadOf(Buffer.alloc(2 ** 20))], fourMiB)).rejects.toThrowError(internal);
    await expect(packsOf([], fourMiB - 1)).rejects.toThrowError(internal);
    await expect(packsOf([], 4 * fourMiB + 1)).rejects.toThrowError(internal);
  });
});
