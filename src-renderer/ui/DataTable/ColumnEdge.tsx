// biome-ignore-all lint/a11y/useSemanticElements: a separator that moves has a value, which a line has not
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import classes from './DataTable.module.css';
import { narrowest } from './tracks.ts';

const keyStep = 16;

/** The edge behind the header of a column: dragged, or moved by arrows, it makes the column wider or narrower. */
export function ColumnEdge({
  label,
  onResize,
}: {
  readonly label: string;
  /** @param px null: as wide as the table would have it. */
  readonly onResize: (px: number | null) => void;
}) {
  const edge = useRef<HTMLDivElement>(null);
  const grip = useRef(0);
  const width = () => edge.current?.parentElement?.getBoundingClientRect().width ?? narrowest;
  useEffect(() => {
    const cell = edge.current?.parentElement;
    if (!cell) return;
    const watch = new ResizeObserver(() =>
      edge.current?.setAttribute('aria-valuenow', String(Math.round(cell.offsetWidth))),
    );
    watch.observe(cell);
    return () => watch.disconnect();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowLeft') onResize(width() - keyStep);
    else if (event.key === 'ArrowRight') onResize(width() + keyStep);
    else if (event.key === 'Home') onResize(narrowest);
    else if (event.key === 'Enter') onResize(null);
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = width() - event.clientX;
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onResize(grip.current + event.clientX);
  };
  return (
    <div
      ref={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={narrowest}
      aria-valuenow={narrowest}
      tabIndex={0}
      className={classes.edge}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => onResize(null)}
    />
  );
}
