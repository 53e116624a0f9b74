import { expect, test } from 'vitest';
import { table } from '../../../src-main/cli/table.ts';

const columns = [{ heading: 'Name', long: true }, { heading: 'Size', right: true }, { heading: 'Id' }] as const;
const rows = [
  ['brieven/2026/november/offerte aan de firma Jansen.docx', '20 kB', 'a'.repeat(32)],
  ['kort.txt', '1 B', 'b'.repeat(32)],
];

test('a table stays whole where it does not go to a terminal, and where it fits', () => {
  expect(table(columns, rows)[1]).toContain(rows[0]?.[0]);
  expect(table(columns, rows, 200)).toEqual(table(columns, rows));
});

test('long names lose their middle where the terminal is too narrow, and nothing else does', () => {
  const lines = table(columns, rows, 80);
  expect(Math.max(...lines.map((line) => line.length))).toBe(80);
  expect(lines[1]).toMatch(/^brieven\/.+….+Jansen\.docx +20 kB {2}a{32}$/);
  expect(lines[2]).toMatch(/^kort\.txt +1 B {2}b{32}$/);
});

test('a name of wide characters is cut by the columns that it takes', () => {
  const [, line = ''] = table(columns, [['年'.repeat(40), '1 B', 'c'.repeat(32)]], 60);
  expect(line).toMatch(/^年{1,6}…年{1,6} +1 B {2}c{32}$/);
});

test('a terminal that is far too narrow still shows some of every name', () => {
  expect(table(columns, rows, 10)[1]).toMatch(/^.{6}….{5} +20 kB {2}a{32}$/u);
});
