import { Anchor, Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { colour } from '../../ui/colours.ts';
import { SortTh, useSorted } from '../../ui/use-sorted.tsx';
import { recurrenceText } from './recurrence-text.ts';
import { Standing, useDistance } from './Standing.tsx';
import { byUrgency, type Task, taskSorting } from './task.ts';
import { taskTexts } from './texts.ts';

/** Tasks in rows, at first the most urgent first; those that are closed as they came. */
export function TaskTable({
  tasks,
  withOwner,
  closed,
  label,
  selected,
  busy,
  onOpen,
  onDone,
  onReopen,
}: {
  readonly tasks: readonly Task[];
  readonly withOwner: boolean;
  readonly closed: boolean;
  readonly label: string;
  /** The task whose details stand beside the table, which then has less room. */
  readonly selected: string | null;
  /** The task that is being marked done. */
  readonly busy: string | null;
  readonly onOpen: (task: Task) => void;
  readonly onDone: (task: Task) => void;
  readonly onReopen: (task: Task) => void;
}) {
  const say = useTexts(taskTexts);
  const { i18n } = useTranslation();
  const formats = useFormats();
  const distance = useDistance();
  const { rows, by } = useSorted(closed ? tasks : tasks.toSorted(byUrgency), taskSorting);
  return (
    <Table aria-label={label} stickyHeader highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortTh {...by('task')}>{say('columnTask')}</SortTh>
          {withOwner && selected === null ? <SortTh {...by('owner')}>{say('columnOwner')}</SortTh> : null}
          <SortTh {...by(closed ? 'closed' : 'due')}>{say(closed ? 'columnClosed' : 'columnDue')}</SortTh>
          {selected === null ? (
            <>
              <SortTh {...by('standing')}>{say('columnStanding')}</SortTh>
              <Table.Th>
                <VisuallyHidden>{say('columnAct')}</VisuallyHidden>
              </Table.Th>
            </>
          ) : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((task) => (
          <Table.Tr
            key={task.id}
            aria-current={task.id === selected ? 'true' : undefined}
            {...(task.id === selected ? { bg: colour('selected') } : {})}
          >
            <Table.Td>
              <Anchor component="button" type="button" ta="left" onClick={() => onOpen(task)}>
                <bdi>{task.name}</bdi>
              </Anchor>
              {task.recurrence === null || task.due === null || closed ? null : (
                <Text size="xs" c="dimmed">
                  <IconRepeat size={12} stroke={1.5} aria-hidden />{' '}
                  {recurrenceText(task.recurrence, task.due, i18n.language, say)}
                </Text>
              )}
              {withOwner && selected !== null ? (
                <Text size="xs" c="dimmed">
                  <Bdi>{task.ownerName}</Bdi>
                </Text>
              ) : null}
            </Table.Td>
            {withOwner && selected === null ? <Table.Td>{task.ownerName}</Table.Td> : null}
            <Table.Td style={{ whiteSpace: 'nowrap', ...(selected === null ? {} : { width: 160 }) }}>
              {closed ? (
                formats.timeInTable(task.doneAt ?? task.madeAt)
              ) : (
                <>
                  {task.due === null ? say('noDue') : formats.day(task.due)}
                  {distance(task) === null ? null : (
                    <Text size="xs" c="dimmed">
                      {distance(task)}
                    </Text>
                  )}
                </>
              )}
              {selected === null ? null : (
                <div>
                  <Standing task={task} />
                </div>
              )}
            </Table.Td>
            {selected === null ? (
              <>
                <Table.Td>
                  <Standing task={task} />
                </Table.Td>
                <Table.Td ta="right">
                  {closed ? (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={say('reopenNamed', { name: task.name })}
                      onClick={() => onReopen(task)}
                    >
                      {say('reopen')}
                    </Button>
                  ) : (
                    <Button
                      variant="default"
                      size="compact-sm"
                      loading={busy === task.id}
                      aria-label={say('doneNamed', { name: task.name })}
                      onClick={() => onDone(task)}
                    >
                      {say('done')}
                    </Button>
                  )}
                </Table.Td>
              </>
            ) : null}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
