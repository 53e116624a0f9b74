import { Button } from '@mantine/core';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import type { CallError } from '../../client/client.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Standing, useDistance } from '../tasks/Standing.tsx';
import { byUrgency, daysBetween, dutchToday, type Task } from '../tasks/task.ts';
import { useDone } from '../tasks/use-done.ts';
import { useNamed } from '../tasks/use-named.ts';
import type { BlockOfRows } from './Block.tsx';
import { todayTexts } from './texts.ts';

const daysAhead = 7;

/** Whether a task belongs to these days: its own reminder began, or it is due within a week, or its day has passed. */
const isNear = ({ standing, due }: Task): boolean =>
  standing !== 'later' || (due !== null && daysBetween(dutchToday(), due) <= daysAhead);

/** One's own tasks of these days, and for the Privacy Officer what others were late with. Null while not known. */
export function useNearTasks(): { readonly tasks: readonly Task[] | null; readonly error: CallError | null } {
  const { user, role } = useSession();
  const isOfficer = role === 'privacy-officer';
  const mine = useCall('taskList', { scope: 'mine', state: 'open' });
  const all = useCall('taskList', { scope: 'all', state: 'open' }, { enabled: isOfficer });
  const error = mine.error ?? all.error;
  if (!mine.data || (isOfficer && !all.data)) return { tasks: null, error };
  const late = (all.data ?? []).filter(({ owner, standing }) => owner !== user.id && standing === 'escalated');
  return { tasks: [...mine.data.filter(isNear), ...late].toSorted(byUrgency), error };
}

/** The tasks of these days, to do them. */
export function useTaskBlock(): { readonly block: BlockOfRows | null; readonly error: CallError | null } {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const distance = useDistance();
  const { go } = useRouter();
  const { user } = useSession();
  const named = useNamed();
  const { tasks, ...asked } = useNearTasks();
  const { finish, busy, error } = useDone();
  const failed = asked.error ?? error;
  if (tasks === null) return { block: null, error: failed };

  const toTasks = () => go({ screen: 'tasks' });
  const rows = tasks.map(named).map((task) => ({
    key: task.id,
    text: task.owner === user.id ? task.name : say('taskOf', { name: task.ownerName, task: task.name }),
    detail: task.due === null ? null : [formats.day(task.due), distance(task)].filter(Boolean).join(' · '),
    mark: <Standing task={task} />,
    onOpen: toTasks,
    beside:
      task.owner === user.id ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={busy === task.id}
          aria-label={say('doneNamed', { name: task.name })}
          onClick={() => finish(task)}
        >
          {say('done')}
        </Button>
      ) : null,
  }));
  return { block: { key: 'tasks', title: say('tasks'), rows, onMore: toTasks }, error: failed };
}
