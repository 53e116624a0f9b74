import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Sort } from './columns.ts';
import classes from './DataTable.module.css';

/** The name of a column: pressed, it sorts the table by it. @param sort null while it is not sorted by this column. */
export function SortButton({
  header,
  sort,
  onSort,
}: {
  readonly header: string;
  readonly sort: Sort | null;
  readonly onSort: () => void;
}) {
  const Arrow = sort?.descending ? IconArrowDown : IconArrowUp;
  return (
    <button type="button" className={classes.sort} onClick={onSort}>
      <span className={classes.sortText}>{header}</span>
      {sort === null ? null : <Arrow size={14} stroke={1.5} aria-hidden />}
    </button>
  );
}

/** What is said of a column that can be sorted by. */
export const ariaSort = (sort: Sort | null): 'none' | 'ascending' | 'descending' => {
  if (sort === null) return 'none';
  return sort.descending ? 'descending' : 'ascending';
};
