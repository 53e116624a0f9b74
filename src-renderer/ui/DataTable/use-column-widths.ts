import { useState } from 'react';
import type { Column } from './columns.ts';
import { narrowest } from './tracks.ts';

const none: ReadonlyMap<string, number> = new Map();
/** By the keys of the columns, which are the same wherever the same table is shown. */
const remembered = new Map<string, ReadonlyMap<string, number>>();

/** The widths that somebody gave to columns; they stay as long as the page does. */
export function useColumnWidths<Row>(columns: readonly Column<Row>[]): {
  readonly widths: ReadonlyMap<string, number>;
  /** @param px null: as wide as the table would have it. */
  readonly resize: (column: string, px: number | null) => void;
} {
  const table = columns.map(({ key }) => key).join(' ');
  const [, draw] = useState(0);
  return {
    widths: remembered.get(table) ?? none,
    resize: (column, px) => {
      const widths = new Map(remembered.get(table));
      if (px === null) widths.delete(column);
      else widths.set(column, Math.max(narrowest, Math.round(px)));
      remembered.set(table, widths);
      draw((count) => count + 1);
    },
  };
}
