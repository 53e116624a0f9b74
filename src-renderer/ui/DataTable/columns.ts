import type { ReactNode } from 'react';

/** One column of a table. Keep the array the same between renders (`useMemo`): rows are drawn anew when it changes. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** A track of a CSS grid: `120px`, `minmax(0, 2fr)`; of names as much as the longest needs, where there is room. */
  readonly width: string | NameWidth<Row>;
  /** @param tab the `tabIndex` of whatever in the cell takes the focus: only the current row's can be tabbed to. */
  readonly cell: (row: Row, tab: 0 | -1) => ReactNode;
  /** By what the column sorts; null comes last. Without it the column does not sort. */
  readonly sortBy?: (row: Row) => string | number | null;
  readonly align?: 'start' | 'end';
  /** Over how many columns, this one included, the cell of a row goes; the others of them are not drawn. 1 by default. */
  readonly span?: (row: Row) => number;
  /** The header is only read out: for columns of row tools. */
  readonly headerHidden?: boolean;
}

/** The width of a column of names: they share the room that is left by how long they are. */
interface NameWidth<Row> {
  /** What stands in the cell of a row. */
  readonly names: (row: Row) => string;
  /** What an icon or a mark takes in the same cell, in pixels. */
  readonly besides?: number;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Which rows are selected, by key; the owner of the table keeps it. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly onChange: (selected: ReadonlySet<string>) => void;
}

/** Makes the table a tree: `rows` are its roots. */
export interface Tree<Row> {
  /** Undefined for a row that cannot have children. */
  readonly childrenOf: (row: Row) => readonly Row[] | undefined;
  /** Rows that stand before their siblings in whatever order. */
  readonly first?: (row: Row) => boolean;
  /** Whether a row's children are shown at first. Stays the same between renders. */
  readonly opensAtFirst: (row: Row) => boolean;
}
