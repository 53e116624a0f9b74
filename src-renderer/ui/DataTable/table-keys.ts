/** What a key asks of a table. */
export type TableAct =
  | { readonly act: 'go'; readonly to: number; readonly stretch: boolean }
  | { readonly act: 'open' | 'toggle' | 'select-all' | 'select-none' }
  | { readonly act: 'tree'; readonly open: boolean };

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where the table stands: the current row, how many there are, and how many fit on it. */
interface Stand {
  readonly current: number;
  readonly count: number;
  readonly page: number;
  readonly isTree: boolean;
  readonly canSelect: boolean;
  readonly hasSelection: boolean;
}

function destination(key: string, { current, count, page }: Stand): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, last);
    case 'ArrowUp':
      return Math.max(current - 1, 0);
    case 'PageDown':
      return Math.min(current + page, last);
    case 'PageUp':
      return Math.max(current - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** What a key does in a table; null when it is not one of the table's. */
export function tableAct(pressed: Pressed, stand: Stand): TableAct | null {
  if (stand.count === 0 || pressed.altKey) return null;
  const { key, shiftKey } = pressed;
  if (pressed.ctrlKey || pressed.metaKey) {
    const all = stand.canSelect && !shiftKey && key.toLowerCase() === 'a';
    return all ? { act: 'select-all' } : null;
  }
  const to = destination(key, stand);
  if (to !== null) return { act: 'go', to, stretch: shiftKey && stand.canSelect };
  if (shiftKey) return null;
  if (key === 'Enter') return { act: 'open' };
  if (key === ' ') return { act: stand.canSelect ? 'toggle' : 'open' };
  if (key === 'Escape' && stand.hasSelection) return { act: 'select-none' };
  if (stand.isTree && key === 'ArrowRight') return { act: 'tree', open: true };
  if (stand.isTree && key === 'ArrowLeft') return { act: 'tree', open: false };
  return null;
}
