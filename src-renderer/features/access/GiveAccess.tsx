import { Radio, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../client/client.ts';
import { useAct } from '../../client/query.ts';
import { newJob } from '../../client/use-job.ts';
import { dutchDay, dutchMidnight } from '../../i18n/dutch-days.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DayInput } from '../../ui/DayInput/DayInput.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Undo } from '../../ui/Undo/use-undo.tsx';
import type { Grant, Rights } from './grants.ts';
import { accessTexts } from './texts.ts';

type FolderOfGrant = Grant['folder'];
type PersonOfGrant = Grant['person'];

/** The last whole day before a moment, which is how an end is chosen. */
const lastDayBefore = (ms: number) => dutchDay(ms - 1);

/** Gives a folder to somebody, or changes what she has of it; begins at Read. What is not known yet is asked for. */
export function GiveAccess({
  title,
  folder,
  person,
  folders = [],
  people = [],
  now,
  undo,
  onClose,
}: {
  readonly title: string;
  readonly folder: FolderOfGrant | null;
  readonly person: PersonOfGrant | null;
  /** To choose from, where the folder is not known. */
  readonly folders?: readonly FolderOfGrant[];
  /** To choose from, where the person is not known. */
  readonly people?: readonly PersonOfGrant[];
  /** What she has now; null when that is nothing. */
  readonly now: { readonly rights: Rights; readonly endsAt: number | null } | null;
  readonly undo: Undo;
  readonly onClose: () => void;
}) {
  const say = useTexts(accessTexts);
  const formats = useFormats();
  const grant = useAct('folderGrant');
  const [chosen, setChosen] = useState<string | null>(null);
  const [rights, setRights] = useState<Rights>(now?.rights ?? 'read');
  const [day, setDay] = useState<string | null>(now?.endsAt == null ? null : lastDayBefore(now.endsAt));
  const toFolder = folder ?? folders.find(({ id }) => id === chosen) ?? null;
  const toPerson = person ?? people.find(({ id }) => id === chosen) ?? null;
  const endsAt = day === null ? null : dutchMidnight(day, 1);
  const isPassed = endsAt !== null && endsAt <= Date.now();
  const choices = (folder === null ? formats.byFolderName(folders) : formats.byPersonName(people)).map(
    ({ id, name }) => ({ value: id, label: name }),
  );

  const give = () => {
    if (toFolder === null || toPerson === null) return;
    const who = { folder: toFolder.id, user: toPerson.id };
    const names = { person: toPerson.name, folder: toFolder.name };
    const takeBack = () => {
      if (now === null) return call('folderRevoke', who, newJob());
      return call('folderGrant', {
        ...who,
        rights: now.rights,
        ...(now.endsAt === null ? {} : { endsAt: now.endsAt }),
      });
    };
    grant.mutate(
      { ...who, rights, ...(endsAt === null ? {} : { endsAt }) },
      {
        onSuccess: () => {
          const text = now === null ? say('givenToast', { ...names, right: say(rights) }) : say('changedToast', names);
          undo.offer(text, takeBack);
          onClose();
        },
      },
    );
  };
  const asksFolder = folder === null;
  return (
    <FormDialog
      title={title}
      verb={say(now === null ? 'give' : 'change')}
      ready={toFolder !== null && toPerson !== null && !isPassed}
      busy={grant.isPending}
      error={grant.error}
      onSubmit={give}
      onClose={onClose}
    >
      {folder !== null && person !== null ? null : choices.length === 0 ? (
        <Text>{say(asksFolder ? 'noFolder' : 'noPerson')}</Text>
      ) : (
        <Select
          label={say(asksFolder ? 'chooseFolder' : 'choosePerson')}
          data={choices}
          value={chosen}
          onChange={setChosen}
          searchable
          openOnFocus={false}
          data-autofocus
        />
      )}
      <Radio.Group
        label={say('right')}
        value={rights}
        onChange={(value) => setRights(value === 'write' ? 'write' : 'read')}
      >
        <Stack gap={8} mt={4}>
          <Radio value="read" label={say('readLabel')} description={say('readExposes')} />
          <Radio value="write" label={say('writeLabel')} description={say('writeExposes')} />
        </Stack>
      </Radio.Group>
      <DayInput label={say('untilLabel')} description={say('untilHint')} value={day} onChange={setDay} />
      {isPassed ? <Notice kind="warning">{say('untilPassed')}</Notice> : null}
      {toFolder?.kind === 'personnel' ? (
        <Notice kind="danger">
          {say('risk')} {say('personnelWarning')}
        </Notice>
      ) : null}
      <Notice kind="warning">
        {say('attention')} {say('readWarning')} {rights === 'write' ? say('writeWarning') : ''}
      </Notice>
    </FormDialog>
  );
}
