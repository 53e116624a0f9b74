import { Anchor, Button, Checkbox, Table, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { roleTexts } from '../../app/role-texts.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { AddPerson } from './AddPerson.tsx';
import { PersonState } from './PersonState.tsx';
import { peopleTexts } from './texts.ts';

/** Who works here. */
export function People() {
  const say = useTexts(peopleTexts);
  const sayRole = useTexts(roleTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const { user } = useSession();
  const [withGone, setWithGone] = useState(false);
  const [adding, setAdding] = useState(false);
  useCommand('new', () => setAdding(true));
  const list = useCall('userList', {});
  const people = (list.data ?? []).filter(({ state }) => withGone || state !== 'disabled');
  const hasGone = (list.data ?? []).some(({ state }) => state === 'disabled');
  return (
    <Page
      title={say('title')}
      acts={
        <Button leftSection={<IconUserPlus size={16} stroke={1.5} aria-hidden />} onClick={() => setAdding(true)}>
          {say('add')}
        </Button>
      }
    >
      <Text c="dimmed">{say('honest')}</Text>
      <Problem error={list.error} />
      <div style={{ flex: 1, minHeight: 0, overflowY: 'auto' }}>
        <Table aria-label={say('table')} verticalSpacing={6} horizontalSpacing={8} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('columnName')}</Table.Th>
              <Table.Th>{say('columnRole')}</Table.Th>
              <Table.Th>{say('columnState')}</Table.Th>
              <Table.Th>{say('columnSignIn')}</Table.Th>
              <Table.Th>{say('columnSecondFactor')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map(({ id, name, role, state, lastSignInAt, secondFactor }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Anchor
                    component="button"
                    type="button"
                    ta="left"
                    onClick={() => go({ screen: 'person', person: id })}
                  >
                    <bdi>{id === user.id ? say('you', { name }) : name}</bdi>
                  </Anchor>
                </Table.Td>
                <Table.Td>{sayRole(role)}</Table.Td>
                <Table.Td>
                  <PersonState state={state} />
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {lastSignInAt === null ? (
                    <Text c="dimmed">{say('neverSignedIn')}</Text>
                  ) : (
                    formats.timeInTable(lastSignInAt)
                  )}
                </Table.Td>
                <Table.Td>{say(secondFactor ? 'secondFactorOn' : 'secondFactorOff')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {hasGone ? (
        <Checkbox
          label={say('showGone')}
          checked={withGone}
          onChange={(event) => setWithGone(event.currentTarget.checked)}
        />
      ) : null}
      {adding ? <AddPerson onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
