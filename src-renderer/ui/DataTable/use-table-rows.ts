import { useMemo, useState } from 'react';
import { useFormats } from '../../i18n/format.ts';
import type { Column, Sort, Tree } from './columns.ts';
import { type OrderedRow, orderedRows, sortedBy } from './ordered-rows.ts';
import { toggled } from './selecting.ts';
import type { RowView } from './TableRow.tsx';

interface TableRows<Row> {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly firstSort: Sort | null;
  readonly tree: Tree<Row> | undefined;
}

function cellsOf<Row>(row: Row, columns: readonly Column<Row>[], tab: 0 | -1): ReturnType<RowView['cells']> {
  let covered = 0;
  return columns.flatMap((column) => {
    if (covered > 0) {
      covered -= 1;
      return [];
    }
    const span = column.span?.(row) ?? 1;
    covered = span - 1;
    return [{ key: column.key, end: column.align === 'end', span, node: column.cell(row, tab) }];
  });
}

/** The rows as they stand: sorted, and of a tree those that are shown. */
export function useTableRows<Row>({ rows, rowKey, rowName, columns, firstSort, tree }: TableRows<Row>) {
  const { compare } = useFormats();
  const [sort, setSort] = useState(firstSort);
  // What is not as it was at first: opened where all is closed, closed where all is open.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());

  const ordered = useMemo<readonly OrderedRow<Row>[]>(
    () =>
      orderedRows(
        rows,
        { columns, sort, compare },
        tree,
        (row) => turned.has(rowKey(row)) !== (tree?.opensAtFirst(row) ?? false),
      ),
    [rows, columns, sort, compare, tree, turned, rowKey],
  );
  const views = useMemo<readonly RowView[]>(
    () =>
      ordered.map(({ row, depth, open }) => ({
        key: rowKey(row),
        name: rowName(row),
        depth,
        open,
        cells: (tab) => cellsOf(row, columns, tab),
      })),
    [ordered, columns, rowKey, rowName],
  );
  const keys = useMemo(() => views.map(({ key }) => key), [views]);
  return {
    ordered,
    views,
    keys,
    sort,
    sortBy: (column: string) => setSort((now) => sortedBy(column, now)),
    turn: (key: string) => setTurned((now) => toggled(now, key)),
  };
}
