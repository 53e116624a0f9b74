import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ThreadHasher } from '../../../src-main/adapters/hashing/thread-hasher.ts';
import type { StreamHasher } from '../../../src-main/core/ports/stream-hasher.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';

const expectedOf = (pieces: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(pieces)).digest('hex');

/** Pieces in memory of the hasher's. */
function piecesOf(hasher: StreamHasher, contents: readonly Uint8Array[]): Buffer[] {
  return contents.map((content) => {
    const piece = hasher.allocate(content.length);
    piece.set(content);
    return piece;
  });
}

describe.each([
  ['short', 1000],
  ['long', 100_000_000],
])('a %s stream', (_, expectedBytes) => {
  test('has the hash of its pieces in their order, while others are hashed', async () => {
    const hasher = new ThreadHasher();
    const random = seededRandom(seedOfThisRun());
    const streams = Array.from({ length: 5 }, () => {
      const contents = Array.from({ length: random.below(6) }, () => random.bytes(random.below(50_000)));
      return { contents, pieces: piecesOf(hasher, contents), hash: hasher.sha256(expectedBytes) };
    });
    const digests = await Promise.all(
      streams.map(async ({ pieces, hash }) => {
        await Promise.all(pieces.map((piece) => hash.update(piece)));
        return (await hash.digest()).toString('hex');
      }),
    );
    expect(digests, `seed ${random.seed}`).toEqual(streams.map(({ contents }) => expectedOf(contents)));
  });

  test('has read a piece when it says so: the memory can be used again', async () => {
    const hasher = new ThreadHasher();
    const piece = hasher.allocate(65536);
    const hash = hasher.sha256(expectedBytes);
    for (const value of [1, 2, 3]) await hash.update(piece.fill(value));
    const expected = [1, 2, 3].map((value) => Buffer.alloc(65536, value));
    expect((await hash.digest()).toString('hex')).toBe(expectedOf(expected));
  });

  test('that is abandoned disturbs no other', async () => {
    const hasher = new ThreadHasher();
    const piece = hasher.allocate(1000);
    const [first, second] = [hasher.sha256(expectedBytes), hasher.sha256(expectedBytes)];
    await Promise.all([first.update(piece), second.update(piece)]);
    first.abandon();
    first.abandon();
    expect((await second.digest()).toString('hex')).toBe(expectedOf([piece]));
    second.abandon();
  });
});
