import { useState } from 'react';
import type { WindowInput } from '../../../src-main/contract/window/calls.ts';
import { call } from '../../client/client.ts';
import type { Column } from './columns.ts';
import { narrowest } from './tracks.ts';

type Widths = WindowInput<'rememberWidths'>['widths'];

const none: Widths[string] = {};
/** Of each table by the keys of its columns, which are the same wherever it is shown. */
let remembered: Widths = {};
let telling: ReturnType<typeof setTimeout> | undefined;
const quietMs = 300;

/** Begins with the widths of before the page came. */
export function restoreWidths(widths: Widths): void {
  remembered = widths;
}

/** The widths that somebody gave to columns, by their keys; they stay as long as the program runs. */
export function useColumnWidths<Row>(columns: readonly Column<Row>[]): {
  readonly widths: Widths[string];
  /** @param px null: as wide as the table would have it. */
  readonly resize: (column: string, px: number | null) => void;
} {
  const table = columns.map(({ key }) => key).join(' ');
  const [, draw] = useState(0);
  return {
    widths: remembered[table] ?? none,
    resize: (column, px) => {
      const { [column]: _, ...others } = remembered[table] ?? none;
      const widths = px === null ? others : { ...others, [column]: Math.max(narrowest, Math.round(px)) };
      remembered = { ...remembered, [table]: widths };
      draw((count) => count + 1);
      clearTimeout(telling);
      telling = setTimeout(() => void call('rememberWidths', { widths: remembered }), quietMs);
    },
  };
}
