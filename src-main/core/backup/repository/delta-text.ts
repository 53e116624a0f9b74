import { violated } from '../../../contract/errors.ts';
import type { PieceReader } from '../streams/piece-reader.ts';
import { pageBytes } from './page-index.ts';

/** 64 GiB of database: more would be an attempt on memory. */
const mostPages = 2 ** 24;
/** The five lines before the numbers, at their longest. */
const longestHeadBytes = 128;
const longestLineBytes = String(mostPages).length + 1;

/** What the text of a delta says (docs/formats.md section 15.2). */
export interface DeltaText {
  /** Of the whole database. */
  readonly pages: number;
  /** Numbers of the pages that follow, ascending from 1. */
  readonly changed: readonly number[];
}

export function formatDeltaText({ pages, changed }: DeltaText): Buffer {
  const numbers = changed.map((number) => `${number}\n`).join('');
  // The number of pages that the text takes is part of it.
  for (let textPages = 1; ; textPages += 1) {
    const head = `dossierkluis-delta 1\npage-size ${pageBytes}\ntext-pages ${textPages}\npages ${pages}\nchanged ${changed.length}\n`;
    const leastPages = Math.ceil((head.length + numbers.length) / pageBytes);
    if (leastPages > textPages) {
      textPages = leastPages - 1;
      continue;
    }
    const text = Buffer.alloc(textPages * pageBytes, '\n');
    text.write(head + numbers, 'latin1');
    return text;
  }
}

const head =
  /^dossierkluis-delta 1\npage-size 4096\ntext-pages (0|[1-9]\d{0,7})\npages (0|[1-9]\d{0,7})\nchanged (0|[1-9]\d{0,7})\n/;

/**
 * Reads the text that a delta begins with: exactly what `formatDeltaText` writes, and nothing else.
 * @throws VaultError `integrity-violated` naming `part`.
 */
export async function readDeltaText(delta: PieceReader, part: string): Promise<DeltaText> {
  const first = await textPagesOf(delta, 1, part);
  const found = head.exec(first.toString('latin1'));
  if (found === null) throw violated(part, 'not a delta of a database');
  const [textPages = 0, pages = 0, changed = 0] = found.slice(1).map(Number);
  const longestBytes = longestHeadBytes + changed * longestLineBytes;
  if (pages > mostPages || changed > pages || textPages < 1 || textPages > Math.ceil(longestBytes / pageBytes)) {
    throw violated(part, 'the text of a delta that cannot be');
  }
  const rest = await textPagesOf(delta, textPages - 1, part);
  const whole = Buffer.concat([first, rest]);
  const text = { pages, changed: numbersIn(whole, found[0].length, changed) };
  if (!isAscending(text) || !formatDeltaText(text).equals(whole)) {
    throw violated(part, 'the text of a delta is not as it is written');
  }
  return text;
}

async function textPagesOf(delta: PieceReader, pages: number, part: string): Promise<Buffer> {
  const bytes = Buffer.alloc(pages * pageBytes);
  if ((await delta.fill(bytes)) < bytes.length) throw violated(part, 'a delta that is cut off');
  return bytes;
}

/** As far as there are numbers; whether they are the right ones, writing them again shows. */
function numbersIn(text: Buffer, start: number, count: number): number[] {
  const numbers: number[] = [];
  let position = start;
  while (numbers.length < count) {
    const end = text.indexOf(0x0a, position);
    if (end === -1) break;
    numbers.push(Number(text.toString('latin1', position, Math.min(end, position + longestLineBytes))));
    position = end + 1;
  }
  return numbers;
}

function isAscending({ pages, changed }: DeltaText): boolean {
  let last = 0;
  for (const number of changed) {
    if (!Number.isInteger(number) || number <= last || number > pages) return false;
    last = number;
  }
  return true;
}
