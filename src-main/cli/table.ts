import { printable } from './printable.ts';

/** One column: its heading, and right-aligned for numbers. */
export interface Column {
  readonly heading: string;
  readonly right?: true;
  /** May be cut short in the middle where a terminal is too narrow. */
  readonly long?: true;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const wide =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/**
 * Aligned columns, two spaces apart, headings first; no lines without rows.
 * @param within columns of the terminal, into which long names are cut short; null leaves everything as it is.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  within: number | null = null,
): string[] {
  if (rows.length === 0) return [];
  const cells = [columns.map(({ heading }) => heading), ...rows.map((row) => row.map(printable))];
  const needed = columns.map((_, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ''))));
  const widths = within === null ? needed : narrowed(columns, needed, within);
  return cells.map((row) =>
    columns
      .map((column, index) => {
        const width = widths[index] ?? 0;
        return padded(shortened(row[index] ?? '', width), width, column.right === true);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Shorter than this no name says anything. */
const shortestName = 12;

/** Takes from the widest of the long columns until all fit, or none of them can give more. */
function narrowed(columns: readonly Column[], needed: readonly number[], within: number): number[] {
  const widths = [...needed];
  let over = widths.reduce((sum, width) => sum + width + 2, -2) - within;
  while (over > 0) {
    const long = widths.map((width, index) => (columns[index]?.long && width > shortestName ? width : 0));
    const widest = long.indexOf(Math.max(...long));
    if ((long[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
}

/** Without its middle, where it is wider: the begin and the end tell names apart. */
function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = [...segmenter.segment(text)].map(({ segment }) => segment);
  const half = Math.ceil(characters.length / 2);
  const [begin, end] = [characters.slice(0, half), characters.slice(half)];
  while (widthOf(`${begin.join('')}…${end.join('')}`) > width) {
    if (begin.length > end.length) begin.pop();
    else if (end.shift() === undefined) break;
  }
  return `${begin.join('')}…${end.join('')}`;
}

/** Names and values, one a line. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(0, ...pairs.map(([name]) => widthOf(name)));
  return pairs.map(([name, value]) => `${padded(name, width, false)}  ${printable(value)}`.trimEnd());
}

function padded(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}

/** In columns of a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}
