// biome-ignore-all lint/a11y/useSemanticElements: a virtual list lays out its rows itself, which table elements cannot; their roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on a row, or on what can be pressed in it
import { VisuallyHidden } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { ColumnEdge } from './ColumnEdge.tsx';
import type { Column, Sort } from './columns.ts';
import classes from './DataTable.module.css';
import { ariaSort, SortButton } from './SortButton.tsx';
import { tableTexts } from './texts.ts';

interface TableHeaderProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | null;
  readonly onSort: (column: string) => void;
  /** Null in a table without a selection. */
  readonly selected: 'all' | 'some' | 'none' | null;
  readonly onSelectAll: () => void;
  /** @param px null: as wide as the table would have it. */
  readonly onResize: (column: string, px: number | null) => void;
}

/** The names of the columns, which stay when the rows scroll. */
export function TableHeader<Row>({ columns, sort, onSort, selected, onSelectAll, onResize }: TableHeaderProps<Row>) {
  const say = useTexts(tableTexts);
  const sortOf = (column: Column<Row>) => (column.key === sort?.column ? sort : null);
  return (
    <div role="rowgroup" className={classes.header}>
      <div role="row" className={classes.headerRow} aria-rowindex={1}>
        {selected === null ? null : (
          <div role="columnheader" className={classes.check}>
            <VisuallyHidden>{say('selection')}</VisuallyHidden>
            <input
              type="checkbox"
              checked={selected === 'all'}
              ref={(box) => {
                if (box) box.indeterminate = selected === 'some';
              }}
              onChange={onSelectAll}
              aria-label={say('selectAll')}
            />
          </div>
        )}
        {columns.map((column, index) => (
          <div
            key={column.key}
            role="columnheader"
            className={classes.cell}
            data-end={column.align === 'end' || undefined}
            {...(column.sortBy === undefined ? {} : { 'aria-sort': ariaSort(sortOf(column)) })}
          >
            {column.headerHidden ? <VisuallyHidden>{column.header}</VisuallyHidden> : null}
            {column.headerHidden || column.sortBy ? null : column.header}
            {column.sortBy && !column.headerHidden ? (
              <SortButton header={column.header} sort={sortOf(column)} onSort={() => onSort(column.key)} />
            ) : null}
            {column.headerHidden || index === columns.length - 1 ? null : (
              <ColumnEdge
                label={say('columnWidth', { column: column.header })}
                onResize={(px) => onResize(column.key, px)}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
