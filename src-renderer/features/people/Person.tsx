import { Button, Group, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { takeOver } from '../../app/handover.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { AccessOfPerson } from '../access/AccessOfPerson.tsx';
import { Leaver } from './Leaver.tsx';
import { PersonAccount } from './PersonAccount.tsx';
import { PersonHistory } from './PersonHistory.tsx';
import type { PersonInList } from './PersonState.tsx';
import { peopleTexts } from './texts.ts';

/** Takes the room that is left, for a table that scrolls by itself. */
const fill = { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' } as const;
const scrolls = { flex: 1, minHeight: 0, overflowY: 'auto' } as const;

/** One person of the office: what she can open, her account, and what she did. */
export function Person() {
  const say = useTexts(peopleTexts);
  const { route, go } = useRouter();
  const { user } = useSession();
  const list = useCall('userList', {});
  const [leaving, setLeaving] = useState(false);
  const [differing] = useState(() => takeOver('wordsDiffer'));
  const wanted = route.screen === 'person' ? route.person : '';
  const person = list.data?.find(({ id }) => id === wanted);
  if (!person) {
    return (
      <Page title={say(list.data ? 'personMissing' : 'title')}>
        <Problem error={list.error} />
        {list.data ? (
          <>
            <Text>{say('personMissingText')}</Text>
            <Group>
              <Button onClick={() => go({ screen: 'people' })}>{say('toPeople')}</Button>
            </Group>
          </>
        ) : null}
      </Page>
    );
  }
  const { id, name } = person;
  if (leaving) {
    return (
      <Page title={say('leaveTitle', { name })}>
        <Leaver person={person} onBack={() => setLeaving(false)} />
      </Page>
    );
  }
  return (
    <Page title={id === user.id ? say('you', { name }) : name}>
      <Tabs defaultValue={differing === id ? 'account' : 'access'} keepMounted={false} style={fill}>
        <Tabs.List mb={16}>
          <Tabs.Tab value="access">{say('tabAccess')}</Tabs.Tab>
          <Tabs.Tab value="account">{say('tabAccount')}</Tabs.Tab>
          <Tabs.Tab value="history">{say('tabHistory')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="access" style={fill}>
          <PersonAccess person={person} />
        </Tabs.Panel>
        <Tabs.Panel value="account" style={scrolls}>
          <PersonAccount person={person} wordsDiffer={differing === id} onLeave={() => setLeaving(true)} />
        </Tabs.Panel>
        <Tabs.Panel value="history" style={scrolls}>
          <PersonHistory person={person} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function PersonAccess({ person }: { readonly person: PersonInList }) {
  const say = useTexts(peopleTexts);
  if (person.state === 'disabled') return <Text>{say('accessGone', { name: person.name })}</Text>;
  if (person.role === 'it-admin') return <Text>{say('accessItAdmin')}</Text>;
  if (person.role === 'privacy-officer') return <Text>{say('accessOfficer')}</Text>;
  return <AccessOfPerson person={person} />;
}
