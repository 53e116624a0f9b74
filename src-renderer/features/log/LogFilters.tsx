import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DayInput } from '../../ui/DayInput/DayInput.tsx';
import { logTexts } from './texts.ts';
import { type LogFilter, noFilter } from './use-log.ts';

const typingMs = 250;

/** Narrows the log by who, about what and when. */
export function LogFilters({
  filter,
  onChange,
}: {
  readonly filter: LogFilter;
  readonly onChange: (filter: LogFilter) => void;
}) {
  const say = useTexts(logTexts);
  const people = useCall('userList', {});
  const { byPersonName } = useFormats();
  const [subject, setSubject] = useState(filter.subject);
  const field = useRef<HTMLInputElement>(null);
  const narrow = useDebouncedCallback((text: string) => onChange({ ...filter, subject: text }), typingMs);
  useCommand('find', () => field.current?.focus());
  const filtered = Object.entries(noFilter).some(([key, none]) => Reflect.get(filter, key) !== none);
  return (
    <Stack role="search" aria-label={say('filters')} gap={8}>
      <Group gap={8} align="flex-end" wrap="nowrap">
        <Select
          label={say('person')}
          data={[
            { value: '', label: say('anyPerson') },
            ...byPersonName(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={filter.actor ?? ''}
          onChange={(chosen) => onChange({ ...filter, actor: chosen || null })}
          allowDeselect={false}
          searchable
          style={{ width: 160 }}
        />
        <TextInput
          ref={field}
          label={say('object')}
          placeholder={say('objectHint')}
          value={filter.about === null ? subject : say('about')}
          disabled={filter.about !== null}
          onChange={({ currentTarget: { value } }) => {
            setSubject(value);
            narrow(value);
          }}
          style={{ flex: 1, minWidth: 120 }}
        />
        <DayInput
          label={say('from')}
          value={filter.from}
          onChange={(from) => onChange({ ...filter, from })}
          width={132}
        />
        <DayInput label={say('to')} value={filter.to} onChange={(to) => onChange({ ...filter, to })} width={132} />
        {filtered ? (
          <Button
            variant="subtle"
            onClick={() => {
              setSubject('');
              onChange(noFilter);
            }}
          >
            {say('clear')}
          </Button>
        ) : null}
      </Group>
      <Switch
        size="xs"
        label={say('upkeep')}
        checked={filter.upkeep}
        onChange={({ currentTarget: { checked } }) => onChange({ ...filter, upkeep: checked })}
      />
    </Stack>
  );
}
