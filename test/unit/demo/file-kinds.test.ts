import { crc32, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Chance } from '../../../src-main/demo/chance.ts';
import { clients } from '../../../src-main/demo/clients.ts';
import { documentsOf, documentsOfClient } from '../../../src-main/demo/documents.ts';
import { docx, pdf } from '../../../src-main/demo/file-kinds.ts';
import { scan } from '../../../src-main/demo/scan.ts';

/** The members of a ZIP archive, by its directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.length - 22;
  expect(bytes.toString('latin1', end, end + 4)).toBe('PK\x05\x06');
  const members = new Map<string, string>();
  let entry = bytes.readUInt32LE(end + 16);
  for (let number = 0; number < bytes.readUInt16LE(end + 10); number += 1) {
    expect(bytes.toString('latin1', entry, entry + 4)).toBe('PK\x01\x02');
    const [sum, packedBytes] = [bytes.readUInt32LE(entry + 16), bytes.readUInt32LE(entry + 20)];
    const nameBytes = bytes.readUInt16LE(entry + 28);
    const name = bytes.toString('utf8', entry + 46, entry + 46 + nameBytes);
    const local = bytes.readUInt32LE(entry + 42);
    expect(bytes.toString('latin1', local, local + 4)).toBe('PK\x03\x04');
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const plain = inflateRawSync(bytes.subarray(start, start + packedBytes));
    expect(crc32(plain)).toBe(sum);
    members.set(name, plain.toString('utf8'));
    entry += 46 + nameBytes;
  }
  return members;
}

test('a document of words is an archive with its text in it, marks of the language of the file written as text', () => {
  const members = unzip(docx(['Geachte heer, mevrouw', 'Smit & Zn. <concept>']));
  expect([...members.keys()]).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
  expect(members.get('word/document.xml')).toContain('Smit &amp; Zn. &lt;concept&gt;');
});

test('of a PDF every object begins where its table says', () => {
  const text = pdf(['Jaarrekening (2024) \\ café']).toString('latin1');
  const table = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
  expect(text.startsWith('xref\n', table)).toBe(true);
  const places = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
  expect(places.map((place) => text.slice(place, place + 7))).toEqual(places.map((_, index) => `${index + 1} 0 obj`));
  const [, length, stream] = /Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text) ?? [];
  expect(stream?.length).toBe(Number(length));
  expect(text).toContain('(Jaarrekening \\(2024\\) \\\\ café) Tj');
});

test('a scan is a JPEG from its first mark to its last, without a mark in between that is none', () => {
  const bytes = scan(new Chance(7));
  expect([bytes.readUInt16BE(0), bytes.readUInt16BE(bytes.length - 2)]).toEqual([0xffd8, 0xffd9]);
  let at = 2;
  const marks: number[] = [];
  for (let mark = 0; mark !== 0xffda; at += 2 + bytes.readUInt16BE(at + 2)) {
    mark = bytes.readUInt16BE(at);
    marks.push(mark);
  }
  expect(marks).toEqual([0xffe0, 0xffdb, 0xffc0, 0xffc4, 0xffc4, 0xffda]);
  const coded = bytes.subarray(at, -2);
  expect([...coded].every((byte, index) => byte !== 0xff || coded[index + 1] === 0)).toBe(true);
  expect(scan(new Chance(7)).equals(bytes)).toBe(true);
  expect(scan(new Chance(8)).equals(bytes)).toBe(false);
});

test('every client has as many documents as every other, of names that differ, from the past', () => {
  const chance = new Chance(1);
  const now = Date.UTC(2026, 10, 22);
  for (const client of clients) {
    const files = documentsOf(client, chance, now);
    expect(files).toHaveLength(documentsOfClient);
    expect(new Set(files.map(({ name }) => name)).size).toBe(documentsOfClient);
    expect(files.every(({ modifiedAt, content }) => modifiedAt < now && content.length > 50)).toBe(true);
  }
  expect(new Set(clients.map(({ name }) => name)).size).toBe(40);
});
