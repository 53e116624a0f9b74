import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { Task } from './task.ts';
import { taskTexts } from './texts.ts';

/** Takes a task off the list undone, with the reason, which the log keeps. */
export function DropTask({ task, onClose }: { readonly task: Task; readonly onClose: () => void }) {
  const say = useTexts(taskTexts);
  const drop = useAct('taskCancel');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={say('dropTitle', { name: task.name })}
      verb={say('drop')}
      ready={reason.trim() !== ''}
      busy={drop.isPending}
      error={drop.error}
      onSubmit={() => drop.mutate({ id: task.id, reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text>{say('dropText')}</Text>
      <Textarea
        label={say('dropReason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        required
        data-autofocus
      />
    </FormDialog>
  );
}
