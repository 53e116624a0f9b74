import { Anchor, Button, Checkbox, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { roleTexts } from '../../app/role-texts.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { personSortName } from '../../i18n/sort-name.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { DataTable } from '../../ui/DataTable/DataTable.tsx';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { AddPerson } from './AddPerson.tsx';
import { type PersonInList, PersonState } from './PersonState.tsx';
import { peopleTexts } from './texts.ts';

const personKey = ({ id }: PersonInList) => id;
const personName = ({ name }: PersonInList) => name;
const byName = { column: 'name', descending: false } as const;

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
  const people = useMemo(
    () => (list.data ?? []).filter(({ state }) => withGone || state !== 'disabled'),
    [list.data, withGone],
  );
  const hasGone = (list.data ?? []).some(({ state }) => state === 'disabled');
  const open = ({ id }: PersonInList) => go({ screen: 'person', person: id });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  const columns = useMemo<readonly Column<PersonInList>[]>(() => {
    const shownName = ({ id, name }: PersonInList) => (id === user.id ? say('you', { name }) : name);
    return [
      {
        key: 'name',
        header: say('columnName'),
        width: { names: shownName },
        sortBy: ({ name }) => personSortName(name),
        cell: (person, tab) => (
          <Anchor component="button" type="button" tabIndex={tab} ta="left" maw="100%" onClick={() => open(person)}>
            <NameText name={shownName(person)} />
          </Anchor>
        ),
      },
      {
        key: 'role',
        header: say('columnRole'),
        width: '132px',
        sortBy: ({ role }) => sayRole(role),
        cell: ({ role }) => sayRole(role),
      },
      {
        key: 'state',
        header: say('columnState'),
        width: '208px',
        sortBy: ({ state }) => say(state),
        cell: ({ state }) => <PersonState state={state} />,
      },
      {
        key: 'sign-in',
        header: say('columnSignIn'),
        width: '132px',
        sortBy: ({ lastSignInAt }) => lastSignInAt,
        cell: ({ lastSignInAt }) =>
          lastSignInAt === null ? <Text c="dimmed">{say('neverSignedIn')}</Text> : formats.timeInTable(lastSignInAt),
      },
      {
        key: 'second-factor',
        header: say('columnTwoSteps'),
        width: '100px',
        sortBy: ({ secondFactor }) => say(secondFactor ? 'secondFactorOn' : 'secondFactorOff'),
        cell: ({ secondFactor }) => say(secondFactor ? 'secondFactorOn' : 'secondFactorOff'),
      },
    ];
  }, [formats, user.id, go]);
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
      <DataTable
        label={say('table')}
        rows={list.data ? people : undefined}
        rowKey={personKey}
        rowName={personName}
        columns={columns}
        firstSort={byName}
        onOpen={open}
        empty={null}
      />
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
