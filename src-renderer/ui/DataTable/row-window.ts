import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** The rows to draw: those in sight and one more, that has the focus and must not go away under it. */
export function rangeWith(kept: number): (range: Range) => number[] {
  return (range) => {
    const drawn = defaultRangeExtractor(range);
    if (kept < 0 || kept >= range.count || drawn.includes(kept)) return drawn;
    return [...drawn, kept].sort((a, b) => a - b);
  };
}

/** Scrolls as little as brings a row between the header, which is as high as a row, and the lower edge. */
export function scrollIntoTable(scroller: HTMLElement, index: number, rowHeight: number): void {
  const top = index * rowHeight;
  const shown = scroller.clientHeight - rowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight > scroller.scrollTop + shown) scroller.scrollTop = top + rowHeight - shown;
}

/** How narrow the tracks of a grid can get, in pixels; a table that has less scrolls to the side. */
export function leastWidth(tracks: readonly string[]): number {
  return tracks.reduce((sum, track) => sum + Number(/(\d+)px/.exec(track)?.[1] ?? 0), 0);
}
