import { expect, test } from 'vitest';
import { applyDelta, deltaPlaintext } from '../../../../src-main/core/backup/repository/delta.ts';
import { formatDeltaText, readDeltaText } from '../../../../src-main/core/backup/repository/delta-text.ts';
import { pageBytes } from '../../../../src-main/core/backup/repository/page-index.ts';
import { PieceReader } from '../../../../src-main/core/backup/streams/piece-reader.ts';
import { allOf, inPieces, MemoryPatchedFile, memoryFile } from '../../../support/byte-streams.ts';

const part = `database/${'a'.repeat(64)}`;
const violation = { code: 'integrity-violated', details: { part } };

const database = Buffer.concat(Array.from({ length: 600 }, (_, index) => Buffer.alloc(pageBytes, index % 256)));

const deltaOf = async (changed: number[], pages = 600) =>
  await allOf(deltaPlaintext(memoryFile(database), { pages, changed }));

const apply = async (delta: Uint8Array, before: Uint8Array = database) => {
  const file = new MemoryPatchedFile(before);
  await applyDelta(file, inPieces(delta), part);
  return file.content;
};

/** A delta with another text, its pages as they are. */
async function deltaWith(change: (text: string) => string, changed = [2, 7]): Promise<Buffer> {
  const delta = await deltaOf(changed);
  const text = change(delta.toString('latin1', 0, pageBytes).replace(/\n+$/, '\n'));
  return Buffer.concat([Buffer.from(text.padEnd(pageBytes, '\n'), 'latin1'), delta.subarray(pageBytes)]);
}

test('the text is lines that a person can read, filled up to whole pages', () => {
  const text = formatDeltaText({ pages: 12, changed: [1, 3, 12] });
  expect(text).toHaveLength(pageBytes);
  const lines = ['dossierkluis-delta 1', 'page-size 4096', 'text-pages 1', 'pages 12', 'changed 3', '1', '3', '12'];
  expect(text.toString('latin1').replace(/\n+$/, '')).toBe(lines.join('\n'));
});

test('a text of any length says how many pages it takes, and is read again', async () => {
  // The length of the text goes through every place around the ends of its pages, where its own number grows a digit.
  for (const count of [0, 1, 786, 787, 788, 789, 7380, 8190, 8191, 8192, 8193, 8200]) {
    const changed = Array.from({ length: count }, (_, index) => 10_000 + index);
    const text = formatDeltaText({ pages: 20_000, changed });
    const textPages = /text-pages (\d+)\n/.exec(text.toString('latin1', 0, 100))?.[1];
    expect(text.length, `${count} pages`).toBe(Number(textPages) * pageBytes);
    expect(await readDeltaText(new PieceReader(inPieces(text)), part)).toEqual({ pages: 20_000, changed });
  }
});

test('applied, it writes its pages and no other, and cuts or lengthens the file', async () => {
  const zeros = Buffer.alloc(600 * pageBytes);
  const changed = [1, 5, ...Array.from({ length: 300 }, (_, index) => 100 + index), 600];
  const restored = await apply(await deltaOf(changed), zeros);
  for (let number = 1; number <= 600; number += 1) {
    const expected = (changed.includes(number) ? database : zeros).subarray(
      (number - 1) * pageBytes,
      number * pageBytes,
    );
    expect(restored.subarray((number - 1) * pageBytes, number * pageBytes).equals(expected)).toBe(true);
  }
  expect((await apply(await deltaOf([2], 3))).equals(database.subarray(0, 3 * pageBytes))).toBe(true);
  expect((await apply(await deltaOf([599, 600]), database.subarray(0, 598 * pageBytes))).equals(database)).toBe(true);
  expect((await apply(await deltaOf([]))).equals(database)).toBe(true);
});

test('one that would leave a page of the file unwritten stands on another database', async () => {
  const shorter = database.subarray(0, 597 * pageBytes);
  for (const changed of [[], [599, 600], [2, 597, 599, 600]]) {
    await expect(apply(await deltaOf(changed), shorter)).rejects.toMatchObject(violation);
  }
});

test('any other text is refused', async () => {
  const changes: ((text: string) => string)[] = [
    (text) => text.replace('delta 1', 'delta 2'),
    (text) => text.replace('page-size 4096', 'page-size 8192'),
    (text) => text.replace('text-pages 1', 'text-pages 0'),
    (text) => text.replace('text-pages 1', 'text-pages 01'),
    (text) => text.replace('text-pages 1', 'text-pages 2'),
    (text) => text.replace('text-pages 1', 'text-pages 99999999'),
    (text) => text.replace('pages 600', 'pages 6'),
    (text) => text.replace('pages 600', 'pages 0'),
    (text) => text.replace('pages 600', 'pages 99999999'),
    (text) => text.replace('pages 600', 'pages +600'),
    (text) => text.replace('changed 2', 'changed 1'),
    (text) => text.replace('changed 2', 'changed 3'),
    (text) => text.replace('changed 2', 'changed 2 '),
    (text) => text.replace('\n2\n', '\n8\n'),
    (text) => text.replace('\n2\n', '\n7\n'),
    (text) => text.replace('\n2\n', '\n0\n'),
    (text) => text.replace('\n2\n', '\n-2\n'),
    (text) => text.replace('\n2\n', '\n2.0\n'),
    (text) => text.replace('\n2\n', '\n02\n'),
    (text) => text.replace('\n2\n', '\n2\r\n'),
    (text) => text.replace('\n7\n', '\n601\n'),
    (text) => `${text}x`,
    (text) => `\n${text}`,
    () => '',
  ];
  expect((await apply(await deltaWith((text) => text))).equals(database)).toBe(true);
  for (const change of changes) {
    await expect(apply(await deltaWith(change)), String(change)).rejects.toMatchObject(violation);
  }
});

test('one that is cut off anywhere, or goes on, is refused', async () => {
  const delta = await deltaOf([2, 7]);
  for (const length of [0, 10, pageBytes - 1, pageBytes, pageBytes + 1, 2 * pageBytes, delta.length - 1]) {
    await expect(apply(delta.subarray(0, length)), `${length} bytes`).rejects.toMatchObject(violation);
  }
  await expect(apply(Buffer.concat([delta, Buffer.alloc(1)]))).rejects.toMatchObject(violation);
  await expect(apply(Buffer.concat([delta, Buffer.alloc(pageBytes)]))).rejects.toMatchObject(violation);
});

test('the stream that it comes in is ended, whatever happens', async () => {
  const ended: string[] = [];
  async function* watched(name: string, bytes: Uint8Array) {
    try {
      yield* inPieces(bytes);
    } finally {
      ended.push(name);
    }
  }
  await applyDelta(new MemoryPatchedFile(database), watched('whole', await deltaOf([2])), part);
  const broken = applyDelta(new MemoryPatchedFile(database), watched('broken', Buffer.alloc(9000)), part);
  await expect(broken).rejects.toMatchObject(violation);
  expect(ended).toEqual(['whole', 'broken']);
});
