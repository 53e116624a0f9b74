import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** The rows to draw: those in sight and one more, that has the focus and must not go away under it. */
export function rangeWith(kept: number): (range: Range) => number[] {
  return (range) => {
    const drawn = defaultRangeExtractor(range);
    if (kept < 0 || kept >= range.count || drawn.includes(kept)) return drawn;
    return [...drawn, kept].sort((a, b) => a - b);
  };
}

/** How high the header and each row are, in pixels. */
export interface Heights {
  readonly headerHeight: number;
  readonly rowHeight: number;
}

/** Scrolls as little as brings a row between the header and the lower edge. */
export function scrollIntoTable(scroller: HTMLElement, index: number, { headerHeight, rowHeight }: Heights): void {
  const top = index * rowHeight;
  const shown = scroller.clientHeight - headerHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight > scroller.scrollTop + shown) scroller.scrollTop = top + rowHeight - shown;
}
