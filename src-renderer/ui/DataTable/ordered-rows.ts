import type { Column, Sort, Tree } from './columns.ts';

/** A row where it stands. */
export interface OrderedRow<Row> {
  readonly row: Row;
  /** 0 for a root. */
  readonly depth: number;
  /** Whether its children are shown; null when it cannot have any. */
  readonly open: boolean | null;
}

/** What a column is sorted by; of a table that draws its cells itself nothing else is known. */
export type Sorting<Row> = Pick<Column<Row>, 'key' | 'sortBy'>;

interface Order<Row> {
  readonly columns: readonly Sorting<Row>[];
  readonly sort: Sort | null;
  /** Compares names as people expect. */
  readonly compare: (a: string, b: string) => number;
}

/** The other way round for the column that it is sorted by already. */
export const sortedBy = (column: string, now: Sort | null): Sort => ({
  column,
  descending: now?.column === column ? !now.descending : false,
});

/** A copy in the order of a column; as given without one. Equal rows keep their order. */
export function sorted<Row>(rows: readonly Row[], { columns, sort, compare }: Order<Row>): readonly Row[] {
  const sortBy = columns.find(({ key }) => key === sort?.column)?.sortBy;
  if (sort === null || sortBy === undefined) return rows;
  const turn = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: sortBy(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      if (typeof a === 'string' || typeof b === 'string') return turn * compare(String(a), String(b));
      return turn * (a - b);
    })
    .map(({ row }) => row);
}

function firstOnes<Row>(rows: readonly Row[], first: ((row: Row) => boolean) | undefined): readonly Row[] {
  return first === undefined ? rows : [...rows.filter(first), ...rows.filter((row) => !first(row))];
}

/** The rows as they are shown from top to bottom. @param isOpen whether the children of a row are shown. */
export function orderedRows<Row>(
  rows: readonly Row[],
  order: Order<Row>,
  tree: Tree<Row> | undefined,
  isOpen: (row: Row) => boolean,
): readonly OrderedRow<Row>[] {
  if (tree === undefined) return sorted(rows, order).map((row) => ({ row, depth: 0, open: null }));
  const shown: OrderedRow<Row>[] = [];
  const show = (siblings: readonly Row[], depth: number) => {
    for (const row of firstOnes(sorted(siblings, order), tree.first)) {
      const children = tree.childrenOf(row);
      const open = children === undefined ? null : isOpen(row);
      shown.push({ row, depth, open });
      if (open && children) show(children, depth + 1);
    }
  };
  show(rows, 0);
  return shown;
}
