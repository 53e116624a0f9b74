import { Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useDraft } from '../../client/use-draft.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DayInput } from '../../ui/DayInput/DayInput.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { recurrenceText } from './recurrence-text.ts';
import type { Recurrence, Task, TaskFields } from './task.ts';
import { taskTexts } from './texts.ts';

const remindChoices = [0, 1, 2, 3, 7, 14, 30];
const escalateChoices = [1, 2, 3, 7, 14, 30];
const mostCount = 99;
const repeats = ['day', 'week', 'month', 'year'] as const satisfies readonly Recurrence['every'][];

/** Adds a task, or changes one. Only the Privacy Officer gives a task to somebody else. */
export function TaskForm({ task, onClose }: { readonly task: Task | null; readonly onClose: () => void }) {
  const say = useTexts(taskTexts);
  const { i18n } = useTranslation();
  const { user, role } = useSession();
  const isOfficer = role === 'privacy-officer';
  const people = useCall('userList', {}, { enabled: isOfficer });
  const { byPersonName } = useFormats();
  const add = useAct('taskAdd');
  const change = useAct('taskChange');
  const act = task === null ? add : change;
  const title = useDraft(task === null ? 'task/title' : null, task?.title);
  const text = useDraft(task === null ? 'task/text' : null, task?.text);
  const [owner, setOwner] = useState(task?.owner ?? user.id);
  const [due, setDue] = useState(task?.due ?? null);
  const [remindDays, setRemindDays] = useState(task === null ? 1 : task.remindDays);
  const [every, setEvery] = useState(task?.recurrence?.every ?? null);
  const [count, setCount] = useState(task?.recurrence?.count ?? 1);
  const [escalateDays, setEscalateDays] = useState(task?.escalateDays ?? null);
  const [tried, setTried] = useState(false);

  // The day of the month that was aimed at stays, though a short month may have pulled this task's own day forward.
  const anchorDay =
    due === null ? 1 : due === task?.due && task.recurrence ? task.recurrence.anchorDay : Number(due.slice(8));
  const recurrence = every === null || due === null ? null : { every, count, anchorDay };
  const fields: TaskFields = {
    title: title.text,
    text: text.text,
    owner,
    due,
    remindDays,
    recurrence,
    escalateDays,
  };
  const missing = title.text.trim() === '';

  const submit = () => {
    setTried(true);
    if (missing) return;
    const kept = () => {
      title.done();
      text.done();
      onClose();
    };
    if (task === null) add.mutate(fields, { onSuccess: kept });
    else change.mutate({ ...fields, id: task.id }, { onSuccess: kept });
  };
  const days = (choices: readonly number[], chosen: number | null, name: 'daysBefore' | 'daysAfter') =>
    [...new Set([...choices, ...(chosen === null ? [] : [chosen])])]
      .sort((a, b) => a - b)
      .map((value) => ({ value: String(value), label: value === 0 ? say('onTheDay') : say(name, { count: value }) }));

  return (
    <FormDialog
      title={say(task === null ? 'addTitle' : 'changeTitle')}
      verb={say(task === null ? 'add' : 'save')}
      busy={act.isPending}
      error={act.error}
      size={560}
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack gap={12}>
        <TextInput
          label={say('fieldTitle')}
          value={title.text}
          onChange={(event) => title.write(event.currentTarget.value)}
          maxLength={300}
          required
          error={tried && missing ? say('titleMissing') : null}
          data-autofocus
        />
        <Textarea
          label={say('fieldText')}
          value={text.text}
          onChange={(event) => text.write(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={6}
        />
        {isOfficer ? (
          <Select
            label={say('owner')}
            data={byPersonName(people.data ?? [])
              .filter(({ state }) => state !== 'disabled')
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={owner}
            onChange={(chosen) => setOwner(chosen ?? user.id)}
            allowDeselect={false}
            searchable
          />
        ) : null}
        <Group grow align="flex-start" gap={12}>
          <DayInput label={say('fieldDue')} value={due} onChange={setDue} />
          <Select
            label={say('fieldRemind')}
            data={[{ value: '', label: say('never') }, ...days(remindChoices, remindDays, 'daysBefore')]}
            value={remindDays === null ? '' : String(remindDays)}
            onChange={(chosen) => setRemindDays(chosen ? Number(chosen) : null)}
            disabled={due === null}
            allowDeselect={false}
          />
        </Group>
        <Group grow align="flex-start" gap={12}>
          <Select
            label={say('fieldRepeat')}
            data={[
              { value: '', label: say('repeatNever') },
              { value: repeats[0], label: say('repeatDay') },
              { value: repeats[1], label: say('repeatWeek') },
              { value: repeats[2], label: say('repeatMonth') },
              { value: repeats[3], label: say('repeatYear') },
            ]}
            value={every ?? ''}
            onChange={(chosen) => setEvery(repeats.find((known) => known === chosen) ?? null)}
            disabled={due === null}
            allowDeselect={false}
          />
          <NumberInput
            label={say('fieldCount')}
            value={count}
            onChange={(value) => setCount(Math.min(mostCount, Math.max(1, Number(value) || 1)))}
            min={1}
            max={mostCount}
            allowDecimal={false}
            disabled={recurrence === null}
            hideControls
          />
        </Group>
        <Text size="sm" c="dimmed" aria-live="polite">
          {due === null
            ? say('repeatNeedsDay')
            : recurrence === null
              ? null
              : say('repeatHint', { repeat: recurrenceText(recurrence, due, i18n.language, say) })}
        </Text>
        <Select
          label={say('fieldEscalate')}
          data={[{ value: '', label: say('never') }, ...days(escalateChoices, escalateDays, 'daysAfter')]}
          value={escalateDays === null ? '' : String(escalateDays)}
          onChange={(chosen) => setEscalateDays(chosen ? Number(chosen) : null)}
          disabled={due === null}
          allowDeselect={false}
        />
      </Stack>
    </FormDialog>
  );
}
