import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useSession, useSessionActs } from '../../app/session.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { ContactFields, emailFits } from '../../ui/ContactFields.tsx';
import { Fact } from '../../ui/Fact.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { uiTexts } from '../../ui/texts.ts';
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
  const sayUi = useTexts(uiTexts);
  const { name, contact } = settings;
  const parts = (['email', 'telephone', 'address'] as const).filter((part) => contact[part] !== '');
  return (
    <div>
      <Stack component="dl" gap={8} m={0} mb={16} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        <Fact label={say('officeName')}>
          <Bdi>{name}</Bdi>
        </Fact>
        {parts.map((part) => (
          <Fact key={part} label={sayUi(part)}>
            <Bdi>{contact[part]}</Bdi>
          </Fact>
        ))}
      </Stack>
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
  const { change } = useSessionActs();
  const [name, setName] = useState(now.name);
  const [contact, setContact] = useState(now.contact);
  const [minutes, setMinutes] = useState<number | string>(now.idleLockMinutes);
  const [compulsory, setCompulsory] = useState(now.secondFactor === 'compulsory');
  const wanted = Number(minutes);
  const fits =
    Number.isInteger(wanted) && wanted >= 1 && wanted <= 60 && name.trim() !== '' && emailFits(contact.email);
  const changed =
    name !== now.name ||
    contact.email !== now.contact.email ||
    contact.telephone !== now.contact.telephone ||
    contact.address !== now.contact.address ||
    wanted !== now.idleLockMinutes ||
    compulsory !== (now.secondFactor === 'compulsory');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!fits) return;
        save.mutate(
          { idleLockMinutes: wanted, secondFactor: compulsory ? 'compulsory' : 'optional', name, contact },
          {
            onSuccess: (kept) => {
              setName(kept.name);
              setContact(kept.contact);
              change({ office: kept.name });
            },
          },
        );
      }}
    >
      <Stack gap={16} align="flex-start" w={520} maw="100%">
        <TextInput
          label={say('officeName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          autoComplete="off"
          w="100%"
        />
        <ContactFields value={contact} onChange={setContact} />
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
