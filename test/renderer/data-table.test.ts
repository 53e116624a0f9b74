import { describe, expect, it } from 'vitest';
import { nameParts } from '../../src-renderer/ui/DataTable/NameText.tsx';
import { orderedRows } from '../../src-renderer/ui/DataTable/ordered-rows.ts';
import { rangeWith } from '../../src-renderer/ui/DataTable/row-window.ts';
import { allOrNone, stretched, toggled } from '../../src-renderer/ui/DataTable/selecting.ts';
import { tableAct } from '../../src-renderer/ui/DataTable/table-keys.ts';
import { leastWidth, tracksOf } from '../../src-renderer/ui/DataTable/tracks.ts';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const stand = { current: 5, count: 100, page: 10, isTree: false, canSelect: true, hasSelection: false };
const go = (to: number, stretch = false) => ({ act: 'go', to, stretch });

describe('the keys of a table', () => {
  it('move by one, by a page and to the ends, and not beyond', () => {
    const to = (key: string, current: number) => tableAct({ ...plain, key }, { ...stand, current });
    expect(to('ArrowDown', 5)).toEqual(go(6));
    expect(to('ArrowUp', 5)).toEqual(go(4));
    expect(to('PageDown', 5)).toEqual(go(15));
    expect(to('PageUp', 5)).toEqual(go(0));
    expect(to('End', 5)).toEqual(go(99));
    expect(to('Home', 5)).toEqual(go(0));
    expect(to('ArrowDown', 99)).toEqual(go(99));
    expect(to('ArrowUp', 0)).toEqual(go(0));
  });

  it('select with Space, Shift and Ctrl+A, only where rows can be selected', () => {
    expect(tableAct({ ...plain, key: ' ' }, stand)).toEqual({ act: 'toggle' });
    expect(tableAct({ ...plain, key: 'ArrowDown', shiftKey: true }, stand)).toEqual(go(6, true));
    expect(tableAct({ ...plain, key: 'a', ctrlKey: true }, stand)).toEqual({ act: 'select-all' });
    const unselectable = { ...stand, canSelect: false };
    expect(tableAct({ ...plain, key: ' ' }, unselectable)).toEqual({ act: 'open' });
    expect(tableAct({ ...plain, key: 'ArrowDown', shiftKey: true }, unselectable)).toEqual(go(6));
    expect(tableAct({ ...plain, key: 'a', ctrlKey: true }, unselectable)).toBeNull();
  });

  it('leave Escape to the window while nothing is selected, and arrows to the side while it is no tree', () => {
    expect(tableAct({ ...plain, key: 'Escape' }, stand)).toBeNull();
    expect(tableAct({ ...plain, key: 'Escape' }, { ...stand, hasSelection: true })).toEqual({ act: 'select-none' });
    expect(tableAct({ ...plain, key: 'ArrowRight' }, stand)).toBeNull();
    expect(tableAct({ ...plain, key: 'ArrowRight' }, { ...stand, isTree: true })).toEqual({ act: 'tree', open: true });
  });

  it('leave combinations of the program alone: Alt+Left goes back, Ctrl+E exports', () => {
    expect(tableAct({ ...plain, key: 'ArrowLeft', altKey: true }, { ...stand, isTree: true })).toBeNull();
    expect(tableAct({ ...plain, key: 'e', ctrlKey: true }, stand)).toBeNull();
    expect(tableAct({ ...plain, key: 'Z', ctrlKey: true, shiftKey: true }, stand)).toBeNull();
  });
});

describe('selecting', () => {
  const keys = ['a', 'b', 'c', 'd', 'e'];

  it('a stretch that grows and shrinks gives back what it no longer holds, and keeps what was selected before', () => {
    const grown = stretched(new Set(['e']), keys, { from: 1, before: 1, to: 3 });
    expect([...grown].sort()).toEqual(['b', 'c', 'd', 'e']);
    const shrunk = stretched(grown, keys, { from: 1, before: 3, to: 2 });
    expect([...shrunk].sort()).toEqual(['b', 'c', 'e']);
    const turned = stretched(shrunk, keys, { from: 1, before: 2, to: 0 });
    expect([...turned].sort()).toEqual(['a', 'b', 'e']);
  });

  it('makes a new set each time', () => {
    const before = new Set(['a']);
    expect([...toggled(before, 'a')]).toEqual([]);
    expect([...toggled(before, 'b')].sort()).toEqual(['a', 'b']);
    expect([...before]).toEqual(['a']);
  });

  it('of everything takes all, or none when all were', () => {
    expect([...allOrNone(new Set(['a']), keys)]).toEqual(keys);
    expect([...allOrNone(new Set(keys), keys)]).toEqual([]);
  });
});

describe('the order of rows', () => {
  type Row = { readonly key: string; readonly size: number | null; readonly children?: readonly Row[] };
  const columns = [{ key: 'size', header: '', width: '', cell: () => '', sortBy: ({ size }: Row) => size }];
  const order = (descending: boolean) => ({
    columns,
    sort: { column: 'size', descending },
    compare: (a: string, b: string) => a.localeCompare(b),
  });
  const keysOf = (rows: readonly { row: Row }[]) => rows.map(({ row }) => row.key);

  it('has what is not known last, whichever way it goes', () => {
    const rows: Row[] = [
      { key: 'unknown', size: null },
      { key: 'big', size: 10 },
      { key: 'small', size: 9 },
    ];
    const ordered = (descending: boolean) => keysOf(orderedRows(rows, order(descending), undefined, () => false));
    expect(ordered(false)).toEqual(['small', 'big', 'unknown']);
    expect(ordered(true)).toEqual(['big', 'small', 'unknown']);
  });

  it('of a tree sorts each level by itself, directories first, and shows the children of open ones only', () => {
    const rows: Row[] = [
      { key: 'z', size: 1 },
      {
        key: 'open',
        size: 9,
        children: [
          { key: 'two', size: 2 },
          { key: 'one', size: 1 },
        ],
      },
      { key: 'closed', size: 5, children: [{ key: 'hidden', size: 1 }] },
    ];
    const tree = {
      childrenOf: ({ children }: Row) => children,
      first: ({ children }: Row) => children !== undefined,
      opensAtFirst: () => false,
    };
    const shown = orderedRows(rows, order(false), tree, ({ key }) => key === 'open');
    expect(keysOf(shown)).toEqual(['closed', 'open', 'one', 'two', 'z']);
    expect(shown.map(({ depth }) => depth)).toEqual([0, 0, 1, 1, 0]);
    expect(shown.map(({ open }) => open)).toEqual([false, true, null, null, null]);
  });
});

describe('what is drawn', () => {
  const range = { startIndex: 50, endIndex: 60, overscan: 2, count: 1000 };

  it('keeps the current row wherever one scrolls, so that the focus is not lost', () => {
    expect(rangeWith(3)(range)).toContain(3);
    expect(rangeWith(55)(range).filter((index) => index === 55)).toHaveLength(1);
    expect(rangeWith(1000)(range)).not.toContain(1000);
    expect(rangeWith(-1)(range)).not.toContain(-1);
  });

  it('of a long name keeps the end with the extension, and never cuts a letter in two', () => {
    const name = 'Kopie legitimatie voorzijde en achterzijde 2026-03-14.pdf';
    expect(nameParts(name).end).toBe('-03-14.pdf');
    expect(nameParts(name).start + nameParts(name).end).toBe(name);
    expect(nameParts('Nalatenschap H.J. van Dam').end).toBe('');
    expect(nameParts('Kort.pdf')).toEqual({ start: 'Kort.pdf', end: '' });
    const faces = `${'😀'.repeat(40)}.pdf`;
    expect(nameParts(faces).end).toBe(`${'😀'.repeat(6)}.pdf`);
  });
});

describe('the widths of columns', () => {
  const names = (of: string) => ({ key: of, header: 'Naam', width: { names: () => of }, cell: () => of });
  const least = (track: string | undefined) => Number(/^minmax\((\d+(?:\.\d+)?)px/.exec(track ?? '')?.[1]);
  const share = (track: string | undefined) => Number(/ (\d+(?:\.\d+)?)fr\)$/.exec(track ?? '')?.[1]);
  const long = names('Nalatenschap H.J. van Dam en de kinderen');
  const short = names('Joost Dekker');

  it('of names are by the longest: a long one is asked to give way, a short one has what it needs', () => {
    const [ofLong, ofShort] = tracksOf([long, short], [0], {});
    expect(share(ofLong)).toBeGreaterThan(2.5 * share(ofShort));
    expect(least(ofShort)).toBe(share(ofShort));
    expect(least(ofLong)).toBeLessThan(share(ofLong) / 2);
  });

  it('given by hand stay, whatever stands in them', () => {
    expect(tracksOf([long, short], [0], { [long.key]: 90 })[0]).toBe('90px');
  });
});

it('a table that is too narrow for its columns scrolls: each has at least what its track says', () => {
  expect(leastWidth(['36px', 'minmax(130px, 1fr)', 'minmax(0, 2fr)', '84px'])).toBe(250);
});
