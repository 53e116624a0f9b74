import { Button, Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useSession } from '../../app/session.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { Computers } from './Computers.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

type OfficeSettings = WindowOutput<'officeSettings'>;

/** What counts for everybody in the office, and the computers that may open the vault. */
export function OfficeTab() {
  const say = useTexts(settingsTexts);
  const { role } = useSession();
  const settings = useCall('officeSettings', {});
  return (
    <>
      <Section title={say('office')}>
        <Problem error={settings.error} />
        {settings.data && role === 'privacy-officer' ? <OfficeForm now={settings.data} /> : null}
        {settings.data && role !== 'privacy-officer' ? <OfficeFacts settings={settings.data} /> : null}
      </Section>
      <Computers />
    </>
  );
}

function OfficeFacts({ settings }: { readonly settings: OfficeSettings }) {
  const say = useTexts(settingsTexts);
  return (
    <div>
      <Text>{`${say('idleLock')} ${say('minutes', { count: settings.idleLockMinutes })}.`}</Text>
      <Text>{say(settings.secondFactor === 'compulsory' ? 'compulsoryOn' : 'compulsoryOff')}</Text>
      <Text c="dimmed">{say('officerSets')}</Text>
    </div>
  );
}

/** Nobody else changes these while she is here: one person has the vault open at a time. */
function OfficeForm({ now }: { readonly now: OfficeSettings }) {
  const say = useTexts(settingsTexts);
  const save = useAct('officeSettingsChange');
  const [minutes, setMinutes] = useState<number | string>(now.idleLockMinutes);
  const [compulsory, setCompulsory] = useState(now.secondFactor === 'compulsory');
  const wanted = Number(minutes);
  const fits = Number.isInteger(wanted) && wanted >= 1 && wanted <= 60;
  const changed = wanted !== now.idleLockMinutes || compulsory !== (now.secondFactor === 'compulsory');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ idleLockMinutes: wanted, secondFactor: compulsory ? 'compulsory' : 'optional' });
      }}
    >
      <Stack gap={16} align="flex-start">
        <NumberInput
          label={say('idleLock')}
          description={say('idleLockHint')}
          value={minutes}
          onChange={setMinutes}
          min={1}
          max={60}
          allowDecimal={false}
          hideControls
          w={320}
          styles={{ input: { width: 96 } }}
        />
        <Checkbox
          label={say('compulsory')}
          description={say('compulsoryHint')}
          checked={compulsory}
          onChange={(event) => setCompulsory(event.currentTarget.checked)}
        />
        <Problem error={save.error} />
        <Group gap={12}>
          <Button type="submit" disabled={!fits || !changed} loading={save.isPending}>
            {say('save')}
          </Button>
          <Text role="status">{save.isSuccess && !changed ? say('saved') : ''}</Text>
        </Group>
      </Stack>
    </form>
  );
}
