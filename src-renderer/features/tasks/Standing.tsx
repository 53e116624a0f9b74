import {
  IconAlertTriangle,
  IconCalendar,
  IconCircleCheck,
  IconCircleX,
  IconClockHour4,
  IconFlag3,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTexts } from '../../i18n/texts.ts';
import { type Colour, colour } from '../../ui/colours.ts';
import { daysBetween, dutchToday, type Task } from './task.ts';
import { taskTexts } from './texts.ts';

type State = Exclude<Task['standing'], 'closed'> | 'isDone' | 'isDropped';

/** Word, shape and colour together: none of them says it alone. */
const looks: Readonly<Record<State, readonly [TablerIcon, Colour, Colour | null]>> = {
  later: [IconCalendar, 'muted', null],
  coming: [IconClockHour4, 'text', null],
  today: [IconClockHour4, 'warning', 'warning-soft'],
  overdue: [IconAlertTriangle, 'danger', 'danger-soft'],
  escalated: [IconFlag3, 'danger', 'danger-soft'],
  isDone: [IconCircleCheck, 'ok', null],
  isDropped: [IconCircleX, 'muted', null],
};

function stateOf({ standing, state }: Task): State {
  if (standing !== 'closed') return standing;
  return state === 'done' ? 'isDone' : 'isDropped';
}

/** How a task stands: orange on its day, red once that has passed. */
export function Standing({ task }: { readonly task: Task }) {
  const say = useTexts(taskTexts);
  const state = stateOf(task);
  const [Icon, front, back] = looks[state];
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        alignSelf: 'flex-start',
        verticalAlign: 'top',
        gap: 4,
        padding: back ? '2px 8px' : '2px 0',
        borderRadius: 4,
        color: colour(front),
        background: back ? colour(back) : 'none',
        whiteSpace: 'nowrap',
      }}
    >
      <Icon size={16} stroke={1.5} aria-hidden />
      {say(state)}
    </span>
  );
}

/** How far a task's day is: "over 3 dagen", "2 dagen te laat"; null for one of today, without a day, or closed. */
export function useDistance(): (task: Task) => string | null {
  const say = useTexts(taskTexts);
  return ({ due, state }) => {
    if (due === null || state !== 'open') return null;
    const days = daysBetween(dutchToday(), due);
    if (days === 0) return null;
    return days > 0 ? say('inDays', { count: days }) : say('lateDays', { count: -days });
  };
}
