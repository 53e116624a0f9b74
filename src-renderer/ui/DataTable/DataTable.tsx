// biome-ignore-all lint/a11y/useSemanticElements: a virtual list lays out its rows itself, which table elements cannot
// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is a grid's or a treegrid's
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: its role is a grid's or a treegrid's
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import type { Column, Selection, Sort, Tree } from './columns.ts';
import classes from './DataTable.module.css';
import { rangeWith } from './row-window.ts';
import { allOrNone } from './selecting.ts';
import { TableHeader } from './TableHeader.tsx';
import { nameHere, TableRow } from './TableRow.tsx';
import { TableSkeleton } from './TableSkeleton.tsx';
import { tableTexts } from './texts.ts';
import { leastWidth, tracksOf } from './tracks.ts';
import { useColumnWidths } from './use-column-widths.ts';
import { useGrid } from './use-grid.ts';
import { useTableRows } from './use-table-rows.ts';

declare module 'react' {
  interface CSSProperties {
    '--columns'?: string;
    '--content-height'?: string;
    '--least-width'?: string;
    '--row-height'?: string;
  }
}

const headerHeight = 36;
const heights = { 1: headerHeight, 2: 44 } as const;
const rowsAround = 8;
const sidePadding = 8;
const borders = 2;
const checkWidth = '36px';

export interface DataTableProps<Row> {
  /** What the table is of, for who does not see it. */
  readonly label: string;
  /** Undefined while they are not known yet. */
  readonly rows: readonly Row[] | undefined;
  /** A function that stays the same between renders, as `rowName`. */
  readonly rowKey: (row: Row) => string;
  /** What the row is called where it is spoken of. */
  readonly rowName: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** How many lines of text a row has room for; the same as long as the table stands. */
  readonly lines?: keyof typeof heights;
  readonly firstSort?: Sort;
  /** Enter, or a click; in a table with a selection a double click, unless `opensOnClick`. */
  readonly onOpen?: (row: Row) => void;
  readonly opensOnClick?: boolean;
  /** The key of the row to begin at, which takes the focus. */
  readonly start?: string | null;
  /**
   * The row that the keys act on became another; null when there is none. Stays the same between renders.
   * `wentThere`: not when it only took the place of one that is gone.
   */
  readonly onCurrent?: (row: Row | null, wentThere: boolean) => void;
  readonly selection?: Selection;
  /** A key on a row that the table itself has no use for. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => void;
  readonly tree?: Tree<Row>;
  /** The last rows came near: for a table whose rows come in pages. */
  readonly onEnd?: () => void;
  /** What stands there when there are no rows. */
  readonly empty: ReactNode;
}

/** A table of any length: only the rows in sight are drawn, and the current one. Takes the height that it is given, as far as it has rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, empty } = props;
  if (rows !== undefined && rows.length === 0) return <div className={classes.empty}>{empty}</div>;
  if (rows !== undefined) return <Grid {...props} rows={rows} />;
  return (
    <div className={classes.frame}>
      <div className={classes.scroller} role="status" aria-busy aria-label={label}>
        <TableSkeleton />
      </div>
    </div>
  );
}

function Grid<Row>(props: DataTableProps<Row> & { readonly rows: readonly Row[] }) {
  const { label, rows, rowKey, rowName, columns, selection, tree, firstSort = null, lines = 1 } = props;
  const rowHeight = heights[lines];
  const opensOnClick = props.opensOnClick ?? !selection;
  const say = useTexts(tableTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const { ordered, views, keys, sort, sortBy, turn } = useTableRows({
    rows,
    rowKey,
    rowName,
    columns,
    tree,
    firstSort,
  });
  const { current, shown, handlers } = useGrid({
    scroller,
    headerHeight,
    rowHeight,
    ordered,
    keys,
    isTree: tree !== undefined,
    selection,
    turn,
    onOpen: props.onOpen,
    opensOnClick,
    start: props.start ?? null,
    onCurrent: props.onCurrent,
    onKey: props.onKey,
  });
  const virtualizer = useVirtualizer({
    count: views.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: rowsAround,
    scrollMargin: headerHeight,
    rangeExtractor: useMemo(() => rangeWith(current), [current]),
  });
  const isNearEnd = (virtualizer.getVirtualItems().at(-1)?.index ?? 0) >= views.length - 1;
  const { onEnd } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more rows the end is another one
  useEffect(() => {
    if (isNearEnd) onEnd?.();
  }, [isNearEnd, views.length]);
  const chosen = useMemo(() => {
    if (!selection) return null;
    const count = keys.filter((key) => selection.selected.has(key)).length;
    return count === 0 ? 'none' : count === keys.length ? 'all' : 'some';
  }, [keys, selection]);
  // Said once, not for each row: the row puts its name in.
  const selectText = say('selectRow', { name: nameHere });
  const { widths, resize } = useColumnWidths(columns);
  const ownTracks = useMemo(() => tracksOf(columns, rows, widths), [columns, rows, widths]);
  const tracks = [...(selection ? [checkWidth] : []), ...ownTracks];
  const contentHeight = headerHeight + views.length * rowHeight + borders;
  return (
    <div className={classes.frame} style={{ '--content-height': `${contentHeight}px` }}>
      <div
        {...handlers}
        ref={scroller}
        role={tree ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={views.length + 1}
        aria-colcount={tracks.length}
        {...(selection ? { 'aria-multiselectable': true } : {})}
        className={opensOnClick && props.onOpen ? `${classes.scroller} ${classes.opensByClick}` : classes.scroller}
        data-lines={lines}
        style={{
          '--columns': tracks.join(' '),
          '--least-width': `${leastWidth(tracks) + sidePadding}px`,
          '--row-height': `${rowHeight}px`,
        }}
      >
        <TableHeader
          columns={columns}
          sort={sort}
          onSort={sortBy}
          selected={chosen}
          onSelectAll={() => selection?.onChange(allOrNone(selection.selected, keys))}
          onResize={resize}
        />
        <div role="rowgroup" className={classes.body} style={{ height: views.length * rowHeight }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const view = views[index];
            if (view === undefined) return null;
            return (
              <TableRow
                key={view.key}
                view={view}
                index={index}
                top={start - headerHeight}
                current={index === current}
                shown={index === shown}
                selected={selection ? selection.selected.has(view.key) : null}
                selectText={selectText}
                isTree={tree !== undefined}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
