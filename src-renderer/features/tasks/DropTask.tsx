import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import type { Task } from './task.ts';
import { taskTexts } from './texts.ts';

/** Takes a task off the list undone, with the reason, which the log keeps. */
export function DropTask({ task, onClose }: { readonly task: Task; readonly onClose: () => void }) {
  const say = useTexts(taskTexts);
  const drop = useAct('taskCancel');
  const [reason, setReason] = useState('');
  return (
    <Dialog opened onClose={onClose} title={say('dropTitle', { name: task.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') drop.mutate({ id: task.id, reason }, { onSuccess: onClose });
        }}
      >
        <Stack gap={16}>
          <Text>{say('dropText')}</Text>
          <Textarea
            label={say('dropReason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            required
            data-autofocus
          />
          <Problem error={drop.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" disabled={reason.trim() === ''} loading={drop.isPending}>
              {say('drop')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
