import { Button, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useSession } from '../../app/session.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import type { Sorting } from '../../ui/DataTable/ordered-rows.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SortTh, useSorted } from '../../ui/use-sorted.tsx';
import { Section } from './Section.tsx';
import { StrikeOff, StrikeOffOutcome, type StruckOff } from './StrikeOff.tsx';
import { settingsTexts } from './texts.ts';

const sorting: readonly Sorting<WindowOutput<'computerList'>[number]>[] = [
  { key: 'name', sortBy: ({ name }) => name },
  { key: 'state', sortBy: ({ state }) => state },
];

/** The computers that may open the vault; the Privacy Officer lets in another one by its request and verification characters. */
export function Computers() {
  const say = useTexts(settingsTexts);
  const { role } = useSession();
  const list = useCall('computerList', {});
  const choose = useAct('computerChooseRequest');
  const [approved, setApproved] = useState<string | null>(null);
  const [striking, setStriking] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [struckOff, setStruckOff] = useState<StruckOff | null>(null);
  const isOfficer = role === 'privacy-officer';
  const { rows, by } = useSorted(list.data ?? [], sorting);
  return (
    <Section title={say('computers')} what={say(isOfficer ? 'computersHint' : 'computersOthers')}>
      <Problem error={list.error} />
      <Table>
        <Table.Thead>
          <Table.Tr>
            <SortTh {...by('name')}>{say('name')}</SortTh>
            <SortTh {...by('state')}>{say('state')}</SortTh>
            <Table.Th>{say('controlWords')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((computer) => (
            <Table.Tr key={computer.id}>
              <Table.Td>
                <Bdi>{computer.name}</Bdi>
                {computer.present ? (
                  <Text size="xs" c="dimmed">
                    {say('thisComputer')}
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td>
                {say(computer.state === 'active' ? 'active' : 'struckOff')}
                {isOfficer && computer.state === 'active' && !computer.present ? (
                  <Button variant="default" size="compact-sm" ml={8} onClick={() => setStriking(computer)}>
                    {say('strikeOff')}
                  </Button>
                ) : null}
              </Table.Td>
              <Table.Td ff="monospace" translate="no">
                {computer.fingerprint.replaceAll('-', ' ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <div role="status" style={{ display: 'contents' }}>
        {approved === null ? null : <Notice kind="ok">{say('approved', { name: approved })}</Notice>}
        {struckOff === null ? null : <StrikeOffOutcome struckOff={struckOff} />}
      </div>
      <Problem error={choose.error} />
      <Text maw={640}>{say(isOfficer ? 'stolenOfficer' : 'stolen')}</Text>
      {isOfficer ? (
        <Button variant="default" loading={choose.isPending} onClick={() => choose.mutate({})}>
          {say('approve')}
        </Button>
      ) : null}
      {choose.data ? (
        <Approve
          request={choose.data}
          onEnd={(name) => {
            choose.reset();
            setApproved(name);
          }}
        />
      ) : null}
      {striking ? (
        <StrikeOff
          computer={striking}
          onEnd={(done) => {
            setStriking(null);
            if (done) setStruckOff(done);
          }}
        />
      ) : null}
    </Section>
  );
}

function Approve({
  request,
  onEnd,
}: {
  readonly request: { readonly handle: string; readonly name: string };
  readonly onEnd: (approved: string | null) => void;
}) {
  const say = useTexts(settingsTexts);
  const approve = useAct('computerApprove');
  const [words, setWords] = useState('');
  return (
    <FormDialog
      title={say('approveTitle', { name: request.name })}
      verb={say('approveVerb')}
      ready={words.trim() !== ''}
      busy={approve.isPending}
      error={approve.error}
      onSubmit={() =>
        approve.mutate({ handle: request.handle, fingerprint: words.trim() }, { onSuccess: ({ name }) => onEnd(name) })
      }
      onClose={() => onEnd(null)}
    >
      <Text>{say('approveWhat')}</Text>
      <TextInput
        label={say('wordsAsRead')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        data-autofocus
      />
    </FormDialog>
  );
}
