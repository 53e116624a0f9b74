import { Skeleton } from '@mantine/core';
import { useLasting } from '../use-lasting.ts';
import classes from './DataTable.module.css';

const rows = ['60%', '42%', '55%', '38%', '50%', '45%'];

/** Where rows will be; nothing at all while that may still be a moment only. */
export function TableSkeleton() {
  if (!useLasting()) return null;
  return rows.map((width) => (
    <div key={width} className={classes.skeleton} aria-hidden>
      <Skeleton height={12} width={width} />
    </div>
  ));
}
