import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Fact } from '../../ui/Fact.tsx';
import { recurrenceText } from './recurrence-text.ts';
import { Standing, useDistance } from './Standing.tsx';
import type { Task } from './task.ts';
import { taskTexts } from './texts.ts';

/** Everything about one task, beside the list. */
export function TaskDetails({
  task,
  onDone,
  onReopen,
  onChange,
  onDrop,
}: {
  readonly task: Task;
  readonly onDone: () => void;
  readonly onReopen: () => void;
  readonly onChange: () => void;
  readonly onDrop: () => void;
}) {
  const say = useTexts(taskTexts);
  const { i18n } = useTranslation();
  const { user, role } = useSession();
  const { go } = useRouter();
  const formats = useFormats();
  const distance = useDistance()(task);
  const mayChange = role === 'privacy-officer' || task.madeBy === user.id;
  const { due, recurrence, remindDays, escalateDays } = task;
  const sources = {
    leaver: 'sourceLeaver',
    'kit-check': 'sourceKitCheck',
    'access-review': 'sourceAccessReview',
    'backup-fault': 'sourceBackupFault',
    drill: 'sourceDrill',
  } as const;
  const before = remindDays === 0 ? say('onTheDay') : remindDays && say('daysBefore', { count: remindDays });
  const after = escalateDays === 0 ? say('onTheDay') : escalateDays && say('daysAfter', { count: escalateDays });
  return (
    <Stack gap={16} align="flex-start">
      <Standing task={task} />
      {task.text === '' ? null : <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{task.text}</Text>}
      <Stack component="dl" gap={8} m={0}>
        <Fact label={say('owner')}>{task.ownerName}</Fact>
        <Fact label={say('due')}>
          {due === null ? say('noDue') : formats.day(due)}
          {distance === null ? null : ` · ${distance}`}
        </Fact>
        {due === null || recurrence === null ? null : (
          <Fact label={say('repeats')}>{recurrenceText(recurrence, due, i18n.language, say)}</Fact>
        )}
        {due === null ? null : <Fact label={say('reminder')}>{before ?? say('never')}</Fact>}
        {due === null ? null : <Fact label={say('escalation')}>{after ?? say('never')}</Fact>}
        {task.source.kind === 'manual' ? null : <Fact label={say('source')}>{say(sources[task.source.kind])}</Fact>}
        <Fact label={say('madeBy')}>
          {say('madeByAt', { name: task.madeByName, at: formats.timeInText(task.madeAt) })}
        </Fact>
        {task.doneAt === null ? null : (
          <Fact label={say('closedBy')}>
            {say('madeByAt', { name: task.doneByName ?? '', at: formats.timeInText(task.doneAt) })}
          </Fact>
        )}
      </Stack>
      <Group gap={8}>
        {task.state === 'open' ? (
          <>
            {task.source.kind === 'drill' && task.owner === user.id ? (
              <Button onClick={() => go({ screen: 'drill' })}>{say('toDrill')}</Button>
            ) : null}
            <Button variant={task.source.kind === 'drill' ? 'default' : 'filled'} onClick={onDone}>
              {say('done')}
            </Button>
          </>
        ) : (
          <Button onClick={onReopen}>{say('reopen')}</Button>
        )}
        {task.state === 'open' && mayChange ? (
          <>
            <Button variant="default" onClick={onChange}>
              {say('change')}
            </Button>
            <Button variant="default" onClick={onDrop}>
              {say('drop')}
            </Button>
          </>
        ) : null}
      </Group>
      {task.state === 'open' && !mayChange ? (
        <Text size="xs" c="dimmed">
          {say('noMayChange')}
        </Text>
      ) : null}
    </Stack>
  );
}
