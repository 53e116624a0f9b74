import type { Icon } from '@tabler/icons-react';
import classes from './RowTool.module.css';

/** An act on one row of a table, as an icon: `says` names the act and its object, `title` the act. */
export function RowTool({
  icon: Drawing,
  says,
  title,
  tabIndex,
  onClick,
}: {
  readonly icon: Icon;
  readonly says: string;
  readonly title: string;
  readonly tabIndex: 0 | -1;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={classes.tool}
      tabIndex={tabIndex}
      title={title}
      aria-label={says}
      onClick={onClick}
    >
      <Drawing size={18} stroke={1.5} aria-hidden />
    </button>
  );
}
