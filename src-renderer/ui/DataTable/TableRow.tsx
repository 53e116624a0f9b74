// biome-ignore-all lint/a11y/useSemanticElements: a virtual list lays out its rows itself, which table elements cannot; their roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on a row, or on what can be pressed in it
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import classes from './DataTable.module.css';

interface Cell {
  readonly key: string;
  readonly end: boolean;
  /** Over how many columns it goes. */
  readonly span: number;
  readonly node: ReactNode;
}

/** One row as it is drawn; the same object as long as nothing of it changed. */
export interface RowView {
  readonly key: string;
  readonly name: string;
  readonly depth: number;
  readonly open: boolean | null;
  readonly cells: (tab: 0 | -1) => readonly Cell[];
}

interface TableRowProps {
  readonly view: RowView;
  readonly index: number;
  /** In pixels from the first row. */
  readonly top: number;
  readonly current: boolean;
  /** Its details stand beside the table. */
  readonly shown: boolean;
  /** Null in a table without a selection. */
  readonly selected: boolean | null;
  /** With `nameHere` where the row's name belongs. */
  readonly selectText: string;
  readonly isTree: boolean;
}

/** Stands in a text for the name of a row. */
export const nameHere = '\u0000';
const indent = 20;
// The header is the first row of the grid, and rows are counted from 1.
const firstRowIndex = 2;

/** The grid listens; a row only draws. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { view, index, top, current, shown, selected, selectText, isTree } = props;
  const tab = current ? 0 : -1;
  const treeAttributes = isTree ? { 'aria-level': view.depth + 1 } : {};
  return (
    <div
      role="row"
      className={classes.row}
      aria-rowindex={index + firstRowIndex}
      {...(selected === null ? {} : { 'aria-selected': selected })}
      {...treeAttributes}
      {...(view.open === null ? {} : { 'aria-expanded': view.open })}
      data-key={view.key}
      data-shown={shown || undefined}
      data-index={index}
      tabIndex={tab}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selected === null ? null : (
        <div role="gridcell" className={classes.check}>
          <input
            type="checkbox"
            data-part="check"
            checked={selected}
            readOnly
            tabIndex={-1}
            aria-label={selectText.replace(nameHere, () => view.name)}
          />
        </div>
      )}
      {view.cells(tab).map(({ key, end, span, node }, column) => (
        <div
          key={key}
          role="gridcell"
          className={classes.cell}
          data-end={end || undefined}
          {...(span > 1 ? { 'aria-colspan': span, style: { gridColumn: `span ${span}` } } : {})}
        >
          {column === 0 && isTree ? (
            <span className={classes.tree} style={{ paddingInlineStart: view.depth * indent }} aria-hidden>
              <span data-part="tree" className={classes.twist}>
                {view.open === null ? null : view.open ? (
                  <IconChevronDown size={16} stroke={1.5} />
                ) : (
                  <IconChevronRight size={16} stroke={1.5} />
                )}
              </span>
            </span>
          ) : null}
          {node}
        </div>
      ))}
    </div>
  );
});
