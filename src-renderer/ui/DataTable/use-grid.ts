import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Selection } from './columns.ts';
import type { OrderedRow } from './ordered-rows.ts';
import { type Heights, scrollIntoTable } from './row-window.ts';
import { stretched, toggled } from './selecting.ts';
import { tableAct } from './table-keys.ts';

interface GridProps<Row> extends Heights {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly ordered: readonly OrderedRow<Row>[];
  /** Of the ordered rows. */
  readonly keys: readonly string[];
  readonly isTree: boolean;
  readonly selection: Selection | undefined;
  /** Shows the children of a row, or hides them. */
  readonly turn: (key: string) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly opensOnClick: boolean;
  /** The key of the row to begin at. */
  readonly start: string | null;
  readonly onCurrent: ((row: Row | null, wentThere: boolean) => void) | undefined;
  readonly onKey: ((event: KeyboardEvent, row: Row) => void) | undefined;
}

const nearest = (target: EventTarget, what: string) => (target instanceof Element ? target.closest(what) : null);
const keyOfRow = (target: EventTarget) => nearest(target, '[data-key]')?.getAttribute('data-key') ?? null;
const partOf = (target: EventTarget) => nearest(target, '[data-part]')?.getAttribute('data-part') ?? null;
const isControl = (target: EventTarget) =>
  nearest(target, 'button, a, input:not([data-part]), select, textarea') !== null;

/** The current row, and what keys and clicks on rows do. */
export function useGrid<Row>(props: GridProps<Row>) {
  const { scroller, rowHeight, ordered, keys, selection, onCurrent } = props;
  const [currentKey, setCurrentKey] = useState(props.start);
  const lastIndex = useRef(0);
  const focusWanted = useRef(false);
  const hadFocus = useRef(false);
  const stretchFrom = useRef<string | null>(null);

  const found = currentKey === null ? -1 : keys.indexOf(currentKey);
  // Where the current row went away, the one that took its place is.
  const current = found >= 0 ? found : Math.min(lastIndex.current, keys.length - 1);
  const currentRow = currentKey === null ? null : (ordered[current]?.row ?? null);
  // Before the next key comes, which may be about this row.
  const wentThere = found >= 0;
  useLayoutEffect(() => onCurrent?.(currentRow, wentThere), [onCurrent, currentRow, wentThere]);

  const [begunAt, setBegunAt] = useState<string | null>(null);
  const { start } = props;
  // After the layout effect of the list, which puts a list that comes with its rows at its top.
  useEffect(() => {
    const index = start === null || begunAt === start ? -1 : keys.indexOf(start);
    if (index < 0 || scroller.current === null) return;
    // Drawn once more for it: the heading of a page that comes takes the focus first.
    setBegunAt(start);
    setCurrentKey(start);
    // Who is typing a search goes on with that.
    focusWanted.current = document.activeElement?.closest('main input') == null;
    scrollIntoTable(scroller.current, index, props);
  });

  useLayoutEffect(() => {
    lastIndex.current = current;
    const lost = hadFocus.current && document.activeElement === document.body;
    if (!focusWanted.current && !lost) return;
    focusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)?.focus({ preventScroll: true });
  });

  const goTo = (index: number) => {
    const key = keys[index];
    if (key === undefined || scroller.current === null) return;
    scrollIntoTable(scroller.current, index, props);
    focusWanted.current = true;
    setCurrentKey(key);
  };

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
    const [here, key] = [ordered[index], keys[index]];
    if (here === undefined || key === undefined) return;
    if (here.open !== null) props.turn(key);
    else props.onOpen?.(here.row);
  };

  const walkTree = (wantsOpen: boolean) => {
    const [here, key] = [ordered[current], keys[current]];
    if (here === undefined || key === undefined) return;
    if (here.open === !wantsOpen) props.turn(key);
    else if (wantsOpen) goTo(here.open ? current + 1 : current);
    else goTo(ordered.slice(0, current).findLastIndex(({ depth }) => depth < here.depth));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // From the header straight to the rows, past the edges of its columns.
    if (event.key === 'ArrowDown' && nearest(event.target, '[role=columnheader]') !== null) {
      event.preventDefault();
      return goTo(current);
    }
    if (keyOfRow(event.target) === null || (isControl(event.target) && [' ', 'Enter'].includes(event.key))) return;
    const act = tableAct(event, {
      current,
      count: keys.length,
      page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
      isTree: props.isTree,
      canSelect: selection !== undefined,
      hasSelection: (selection?.selected.size ?? 0) > 0,
    });
    if (act === null) {
      const row = ordered[current]?.row;
      if (row !== undefined) props.onKey?.(event, row);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (act.act === 'go' && act.stretch) return stretchTo(act.to);
    if (act.act === 'go') goTo(act.to);
    if (act.act === 'go') stretchFrom.current = null;
    if (act.act === 'open') open(current);
    if (act.act === 'toggle') toggle(current);
    if (act.act === 'select-all') selection?.onChange(new Set(keys));
    if (act.act === 'select-none') selection?.onChange(new Set());
    if (act.act === 'tree') walkTree(act.open);
  };

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const index = keys.indexOf(keyOfRow(event.target) ?? '');
    if (index < 0 || isControl(event.target)) return;
    if (event.shiftKey && selection) return stretchTo(index);
    goTo(index);
    const part = partOf(event.target);
    if (part === 'check' || (selection && (event.ctrlKey || event.metaKey))) return toggle(index);
    stretchFrom.current = null;
    if (part === 'tree' || props.opensOnClick) open(index);
  };

  const onDoubleClick = (event: MouseEvent<HTMLDivElement>) => {
    if (props.opensOnClick || isControl(event.target) || partOf(event.target) !== null) return;
    open(keys.indexOf(keyOfRow(event.target) ?? ''));
  };

  return {
    current,
    /** Whose details stand beside the table: the current row, once somebody went to it. */
    shown: onCurrent !== undefined && currentRow !== null ? current : null,
    handlers: {
      onKeyDown,
      onClick,
      onDoubleClick,
      onFocus: (event: FocusEvent) => {
        hadFocus.current = true;
        const key = keyOfRow(event.target);
        if (key !== null) setCurrentKey(key);
      },
      onBlur: (event: FocusEvent) => {
        const to = event.relatedTarget;
        if (to !== null && !event.currentTarget.contains(to)) hadFocus.current = false;
      },
    },
  };
}
