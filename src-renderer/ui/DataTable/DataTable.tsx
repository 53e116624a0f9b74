// biome-ignore-all lint/a11y/useSemanticElements: a virtual list lays out its rows itself, which table elements cannot; their roles say what they are
// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is a grid's or a treegrid's
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: its role is a grid's or a treegrid's
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTexts } from '../../i18n/texts.ts';
import type { Column, Selection, Sort, Tree } from './columns.ts';
import classes from './DataTable.module.css';
import { rangeWith, scrollIntoTable } from './row-window.ts';
import { allOrNone, stretched, toggled } from './selecting.ts';
import { TableHeader } from './TableHeader.tsx';
import { TableRow } from './TableRow.tsx';
import { TableSkeleton } from './TableSkeleton.tsx';
import { tableAct } from './table-keys.ts';
import { tableTexts } from './texts.ts';
import { useTableRows } from './use-table-rows.ts';

declare module 'react' {
  interface CSSProperties {
    '--columns'?: string;
  }
}

const rowHeight = 36;
const rowsAround = 12;
const checkWidth = '36px';

export interface DataTableProps<Row> {
  /** What the table is of, for who does not see it. */
  readonly label: string;
  /** Undefined while they are not known yet. */
  readonly rows: readonly Row[] | undefined;
  /** Functions that stay the same between renders. */
  readonly rowKey: (row: Row) => string;
  /** What the row is called where it is spoken of. */
  readonly rowName: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly firstSort?: Sort;
  /** Enter, or a click; in a table with a selection a double click. */
  readonly onOpen?: (row: Row) => void;
  /** The row that the keys act on became another; null when there is none. */
  readonly onCurrent?: (row: Row | null) => void;
  readonly selection?: Selection;
  /** A key on a row that the table itself has no use for. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => void;
  readonly tree?: Tree<Row>;
  /** What stands there when there are no rows. */
  readonly empty: ReactNode;
}

const rowOf = (target: EventTarget) => (target instanceof Element ? target.closest('[data-key]') : null);
const partOf = (target: EventTarget) => (target instanceof Element ? target.closest('[data-part]') : null);
const isControl = (target: EventTarget) =>
  target instanceof Element && target.closest('button, a, input:not([data-part]), select, textarea') !== null;

/** A table of any length: only the rows in sight are drawn, and the current one. Takes the height that it is given. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, empty } = props;
  if (rows !== undefined && rows.length === 0) return <div className={classes.empty}>{empty}</div>;
  return (
    <div className={classes.frame}>
      {rows === undefined ? (
        <div className={classes.scroller} role="status" aria-busy aria-label={label}>
          <TableSkeleton />
        </div>
      ) : (
        <Grid {...props} rows={rows} />
      )}
    </div>
  );
}

function Grid<Row>(props: DataTableProps<Row> & { readonly rows: readonly Row[] }) {
  const { label, rowKey, rowName, columns, selection, tree, onOpen, onCurrent, onKey } = props;
  const say = useTexts(tableTexts);
  const { ordered, views, keys, sort, sortBy, turn } = useTableRows({
    rows: props.rows,
    rowKey,
    rowName,
    columns,
    tree,
    firstSort: props.firstSort ?? null,
  });
  const scroller = useRef<HTMLDivElement>(null);
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const lastIndex = useRef(0);
  const focusWanted = useRef(false);
  const hadFocus = useRef(false);
  const stretchFrom = useRef<string | null>(null);

  const found = currentKey === null ? -1 : keys.indexOf(currentKey);
  // Where the current row went away, the one that took its place is.
  const current = found >= 0 ? found : Math.min(lastIndex.current, keys.length - 1);
  const currentRow = currentKey === null ? null : (ordered[current]?.row ?? null);
  useEffect(() => onCurrent?.(currentRow), [onCurrent, currentRow]);

  const virtualizer = useVirtualizer({
    count: views.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: rowsAround,
    scrollMargin: rowHeight,
    rangeExtractor: useMemo(() => rangeWith(current), [current]),
  });

  useLayoutEffect(() => {
    lastIndex.current = current;
    const lost = hadFocus.current && document.activeElement === document.body;
    if (!focusWanted.current && !lost) return;
    focusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)?.focus({ preventScroll: true });
  });

  const goTo = useCallback(
    (index: number) => {
      const key = keys[index];
      if (key === undefined || scroller.current === null) return;
      scrollIntoTable(scroller.current, index, rowHeight);
      focusWanted.current = true;
      setCurrentKey(key);
    },
    [keys],
  );

  const stretchTo = (index: number) => {
    if (!selection) return;
    stretchFrom.current ??= keys[current] ?? null;
    const from = Math.max(0, keys.indexOf(stretchFrom.current ?? ''));
    selection.onChange(stretched(selection.selected, keys, { from, before: current, to: index }));
    goTo(index);
  };

  const toggle = (index: number) => {
    const key = keys[index];
    if (key === undefined || !selection) return;
    stretchFrom.current = key;
    selection.onChange(toggled(selection.selected, key));
  };

  const open = (index: number) => {
    const ordinary = ordered[index];
    if (ordinary === undefined) return;
    if (ordinary.open !== null) turn(rowKey(ordinary.row));
    else onOpen?.(ordinary.row);
  };

  const onTreeKey = (wantsOpen: boolean) => {
    const here = ordered[current];
    if (here === undefined) return;
    if (here.open === !wantsOpen) return turn(rowKey(here.row));
    if (wantsOpen) return here.open ? goTo(current + 1) : undefined;
    const parent = ordered.slice(0, current).findLastIndex(({ depth }) => depth < here.depth);
    if (parent >= 0) goTo(parent);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const ownRow = rowOf(event.target);
    if (ownRow === null || (isControl(event.target) && [' ', 'Enter'].includes(event.key))) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const act = tableAct(event, {
      current,
      count: keys.length,
      page,
      isTree: tree !== undefined,
      canSelect: selection !== undefined,
      hasSelection: (selection?.selected.size ?? 0) > 0,
    });
    if (act === null) {
      const row = ordered[current]?.row;
      if (row !== undefined) onKey?.(event, row);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (act.act !== 'go') {
      if (act.act === 'open') open(current);
      if (act.act === 'toggle') toggle(current);
      if (act.act === 'select-all') selection?.onChange(new Set(keys));
      if (act.act === 'select-none') selection?.onChange(new Set());
      if (act.act === 'tree') onTreeKey(act.open);
    } else if (act.stretch) {
      stretchTo(act.to);
    } else {
      stretchFrom.current = null;
      goTo(act.to);
    }
  };

  const indexOfEvent = (event: MouseEvent) => keys.indexOf(rowOf(event.target)?.getAttribute('data-key') ?? '');

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const index = indexOfEvent(event);
    if (index < 0 || isControl(event.target)) return;
    const part = partOf(event.target)?.getAttribute('data-part');
    if (selection && event.shiftKey) return stretchTo(index);
    goTo(index);
    if (part === 'check' || (selection && (event.ctrlKey || event.metaKey))) return toggle(index);
    stretchFrom.current = null;
    if (part === 'tree' || !selection) open(index);
  };

  const chosen = useMemo(() => {
    if (!selection) return null;
    const count = keys.filter((key) => selection.selected.has(key)).length;
    return count === 0 ? 'none' : count === keys.length ? 'all' : 'some';
  }, [keys, selection]);

  return (
    <div
      ref={scroller}
      role={tree ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-rowcount={views.length + 1}
      aria-colcount={columns.length + (selection ? 1 : 0)}
      {...(selection ? { 'aria-multiselectable': true } : {})}
      className={`${classes.scroller} ${onOpen && !selection ? classes.opensByClick : ''}`}
      style={{
        '--columns': [...(selection ? [checkWidth] : []), ...columns.map(({ width }) => width)].join(' '),
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => {
        if (selection && !isControl(event.target) && partOf(event.target) === null) open(indexOfEvent(event));
      }}
      onFocus={(event) => {
        hadFocus.current = true;
        const key = rowOf(event.target)?.getAttribute('data-key');
        if (key != null) setCurrentKey(key);
      }}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget))
          hadFocus.current = false;
      }}
    >
      <TableHeader
        columns={columns}
        sort={sort}
        onSort={sortBy}
        selected={chosen}
        onSelectAll={() => selection?.onChange(allOrNone(selection.selected, keys))}
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
              top={start - rowHeight}
              current={index === current}
              selected={selection ? selection.selected.has(view.key) : null}
              selectText={selection ? say('selectRow', { name: view.name }) : ''}
              isTree={tree !== undefined}
            />
          );
        })}
      </div>
    </div>
  );
}
