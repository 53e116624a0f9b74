import { Table } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import type { Sort } from './DataTable/columns.ts';
import { type Sorting, sorted, sortedBy } from './DataTable/ordered-rows.ts';
import { ariaSort, SortButton } from './DataTable/SortButton.tsx';

/** The rows of a short table, as given until a header is pressed, and what its headers need to know. */
export function useSorted<Row>(rows: readonly Row[], columns: readonly Sorting<Row>[]) {
  const { compare } = useFormats();
  const [sort, setSort] = useState<Sort | null>(null);
  return {
    rows: sorted(rows, { columns, sort, compare }),
    /** For the header of a column. */
    by: (column: string) => ({
      sort: sort?.column === column ? sort : null,
      onSort: () => setSort((now) => sortedBy(column, now)),
    }),
  };
}

/** The header of a column by which a short table can be sorted. */
export function SortTh({
  children,
  sort,
  onSort,
}: {
  readonly children: string;
  readonly sort: Sort | null;
  readonly onSort: () => void;
}) {
  return (
    <Table.Th aria-sort={ariaSort(sort)}>
      <SortButton header={children} sort={sort} onSort={onSort} />
    </Table.Th>
  );
}
