import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useAct } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Task } from './task.ts';
import { taskTexts } from './texts.ts';

const undoMs = 10_000;

/** Marks a task done; for ten seconds that can be undone. */
export function useDone() {
  const say = useTexts(taskTexts);
  const formats = useFormats();
  const done = useAct('taskDone');
  const reopen = useAct('taskReopen');
  const finish = (task: Task) =>
    done.mutate(
      { id: task.id },
      {
        onSuccess: ({ next }) => {
          const toast = `done-${task.id}`;
          const text =
            next?.due == null
              ? say('doneToast', { name: task.name })
              : say('nextToast', { name: task.name, day: formats.day(next.due) });
          const undo = () => {
            notifications.hide(toast);
            reopen.mutate({ id: task.id });
          };
          notifications.show({
            id: toast,
            autoClose: undoMs,
            withCloseButton: false,
            message: (
              <Group justify="space-between" wrap="nowrap">
                <Text>{text}</Text>
                <Button variant="subtle" size="compact-sm" onClick={undo}>
                  {say('undo')}
                </Button>
              </Group>
            ),
          });
        },
      },
    );
  return { finish, busy: done.isPending ? (done.variables?.id ?? null) : null, error: done.error ?? reopen.error };
}
