import type { Column } from './columns.ts';

/** About what a letter takes in the letters of a table, and what stands around them in a cell. */
const letterPx = 7;
const cellPx = 16;
/** Of a longer name so much is always shown, and no longer one asks for room of others. */
const fewestLetters = 18;
const mostLetters = 60;

/** The narrowest that a column can be made by hand. */
export const narrowest = 64;

/** The tracks of the grid. @param resized what was given to columns by hand, in pixels. */
export function tracksOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  resized: Readonly<Record<string, number>>,
): readonly string[] {
  return columns.map(({ key, width, header }) => {
    const byHand = resized[key];
    if (byHand !== undefined) return `${byHand}px`;
    if (typeof width === 'string') return width;
    const letters = rows.reduce((most, row) => Math.max(most, width.names(row).length), header.length + 2);
    const room = (count: number) => Math.min(letters, count) * letterPx + cellPx + (width.besides ?? 0);
    return `minmax(${room(fewestLetters)}px, ${room(mostLetters)}fr)`;
  });
}

/** How narrow the tracks of a grid can get, in pixels; a table that has less scrolls to the side. */
export function leastWidth(tracks: readonly string[]): number {
  return tracks.reduce((sum, track) => sum + Number(/(\d+)px/.exec(track)?.[1] ?? 0), 0);
}
