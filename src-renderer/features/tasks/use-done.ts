import { useCommand } from '../../app/commands.ts';
import { useAct } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useUndo } from '../../ui/Undo/use-undo.tsx';
import type { Task } from './task.ts';
import { taskTexts } from './texts.ts';

/** Marks a task done; for ten seconds that can be undone, also by Ctrl+Z. */
export function useDone() {
  const say = useTexts(taskTexts);
  const formats = useFormats();
  const done = useAct('taskDone');
  const reopen = useAct('taskReopen');
  const undo = useUndo();
  useCommand('undo', () => undo.last.current?.());
  const finish = (task: Task) =>
    done.mutate(
      { id: task.id },
      {
        onSuccess: ({ next }) => {
          const text = next?.due
            ? say('nextToast', { name: task.name, day: formats.day(next.due) })
            : say('doneToast', { name: task.name });
          undo.offer(text, () => reopen.mutateAsync({ id: task.id }));
        },
      },
    );
  return { finish, busy: done.isPending ? (done.variables?.id ?? null) : null, error: done.error ?? undo.error };
}
