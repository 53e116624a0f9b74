import { expect, test } from 'vitest';
import { pageBytes, scanPages } from '../../../../src-main/core/backup/repository/page-index.ts';
import { memoryFile } from '../../../support/byte-streams.ts';
import { scan } from '../../../support/scanned-pages.ts';

const snapshot = Buffer.alloc(32, 5);

/** Page `n` is full of `n`. */
function database(pages: number): Buffer {
  return Buffer.concat(Array.from({ length: pages }, (_, index) => Buffer.alloc(pageBytes, (index + 1) % 251)));
}

async function knownOf(bytes: Buffer) {
  return { index: (await scan(memoryFile(bytes), null)).indexOf(snapshot), snapshot };
}

test('without an index nobody can say what changed', async () => {
  expect(await scan(memoryFile(database(3)), null)).toMatchObject({ pages: 3, changed: null });
});

test('finds a page of which only one byte of the end changed, in any of its last 80', async () => {
  const before = database(1030);
  const known = await knownOf(before);
  for (const [page, byte] of [
    [1, 16],
    [2, 79],
    [1024, 0],
    [1025, 79],
    [1030, 0],
  ] as const) {
    const now = Buffer.from(before);
    const at = page * pageBytes - 80 + byte;
    now[at] = (now[at] ?? 0) ^ 1;
    expect((await scan(memoryFile(now), known)).changed).toEqual([page]);
  }
});

test('a database that grew has its new pages changed, one that shrank none of them', async () => {
  const known = await knownOf(database(1025));
  expect((await scan(memoryFile(database(1027)), known)).changed).toEqual([1026, 1027]);
  expect(await scan(memoryFile(database(3)), known)).toMatchObject({ pages: 3, changed: [] });
});

test('the index of another snapshot, of another database, damaged anywhere or cut off is no index', async () => {
  const bytes = database(5);
  const known = await knownOf(bytes);
  const { index } = known;
  expect((await scan(memoryFile(bytes), known)).changed).toEqual([]);
  expect((await scan(memoryFile(bytes), { index, snapshot: Buffer.alloc(32, 6) })).changed).toBeNull();
  const resalted = Buffer.from(bytes).fill(9, 0, 16);
  expect((await scan(memoryFile(resalted), known)).changed).toBeNull();
  for (let at = 0; at < index.length; at += 7) {
    const damaged = Buffer.from(index);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    expect((await scan(memoryFile(bytes), { index: damaged, snapshot })).changed, `byte ${at}`).toBeNull();
  }
  for (const length of [0, 87, 88, index.length - 80, index.length - 1]) {
    const cut = index.subarray(0, length);
    expect((await scan(memoryFile(bytes), { index: cut, snapshot })).changed, `${length} bytes`).toBeNull();
  }
});

test('a file that a crash left with half a page cannot be compared; the next whole one can, with its index', async () => {
  const known = await knownOf(database(3));
  const half = database(3).subarray(0, 3 * pageBytes - 1000);
  const scanned = await scan(memoryFile(half), known);
  expect(scanned).toMatchObject({ pages: 3, changed: null });
  const after = await scan(memoryFile(database(3)), { index: scanned.indexOf(snapshot), snapshot });
  expect(after.changed).toEqual([3]);
});

test('stops when it is told to', async () => {
  const job = { signal: AbortSignal.abort(), report: () => undefined };
  const scanning = scanPages(memoryFile(database(3)), null, { append: async () => undefined }, job);
  await expect(scanning).rejects.toMatchObject({ code: 'cancelled' });
});
