import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './DataTable.module.css';

const silentMs = 300;
const rows = ['60%', '42%', '55%', '38%', '50%', '45%'];

/** Where rows will be; nothing at all while that may still be a moment only. */
export function TableSkeleton() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), silentMs);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return rows.map((width) => (
    <div key={width} className={classes.skeleton} aria-hidden>
      <Skeleton height={12} width={width} />
    </div>
  ));
}
