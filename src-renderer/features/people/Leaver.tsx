import { Button, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { isTypedName } from '../../i18n/folded.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { uiTexts } from '../../ui/texts.ts';
import type { PersonInList } from './PersonState.tsx';
import { peopleTexts } from './texts.ts';

const mostShown = 8;

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={2} fz={14} lh="20px" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** The one page before somebody is disabled: what she could open, what happens, what cannot be taken back. */
export function Leaver({ person, onBack }: { readonly person: PersonInList; readonly onBack: () => void }) {
  const say = useTexts(peopleTexts);
  const sayUi = useTexts(uiTexts);
  const { name } = person;
  const summary = useCall('userLeaving', { user: person.id }, { enabled: person.state !== 'disabled' });
  const { act, progress } = useLongAct('userDisable');
  const [typed, setTyped] = useState('');
  const isTyped = isTypedName(typed, name);
  const listed = (items: readonly { readonly id: string; readonly text: string }[], none: string) =>
    items.length === 0 ? (
      <Text>{none}</Text>
    ) : (
      <List>
        {items.slice(0, mostShown).map(({ id, text }) => (
          <List.Item key={id}>{text}</List.Item>
        ))}
        {items.length > mostShown ? (
          <List.Item>{say('moreItems', { count: items.length - mostShown })}</List.Item>
        ) : null}
      </List>
    );
  if (act.data) {
    const { resealed, rotated } = act.data;
    return (
      <Stack gap={16} align="flex-start">
        <div role="status">
          <Notice kind="ok">{say(resealed.complete && rotated ? 'leaveDone' : 'leaveDoneLater', { name })}</Notice>
        </div>
        <Button variant="default" onClick={onBack}>
          {say('back', { name })}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap={16} maw={640} pb={24}>
      <Text>{say('leaveIntro')}</Text>
      <Problem error={summary.error} />
      {summary.data ? (
        <>
          <Part title={say('leaveOpened')}>
            {listed(
              summary.data.folders.map(({ id, name: folder, rights }) => ({
                id,
                text: say(rights === 'write' ? 'leaveWrites' : 'leaveReads', { folder }),
              })),
              say('leaveOpenedNone'),
            )}
          </Part>
          <Part title={say('leaveRekey')}>
            <Text>{say('leaveRekeyText', { name })}</Text>
          </Part>
          <Part title={say('leaveTasks')}>
            {listed(
              summary.data.tasks.map(({ id, name: text }) => ({ id, text })),
              say('leaveTasksNone'),
            )}
          </Part>
          <Part title={say('leaveLasting')}>
            <List>
              <List.Item>{say('leaveLasting1', { name })}</List.Item>
              <List.Item>{say('leaveLasting2', { name })}</List.Item>
            </List>
          </Part>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (isTyped) act.mutate({ user: person.id });
            }}
          >
            <Stack gap={16}>
              <TextInput
                label={say('leaveType', { name })}
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
                autoComplete="off"
                disabled={act.isPending}
              />
              {act.isPending ? (
                <>
                  <Text role="status">{say('leaveRunning', { name })}</Text>
                  <Progress progress={progress} name={say('rekeying')} stays={say('resumable')} />
                </>
              ) : null}
              <Problem error={act.error} />
              <Group gap={8}>
                <Button variant="default" onClick={onBack} disabled={act.isPending}>
                  {sayUi('cancel')}
                </Button>
                <Button type="submit" color="red" disabled={!isTyped} loading={act.isPending}>
                  {say('leaveVerb', { name })}
                </Button>
              </Group>
            </Stack>
          </form>
        </>
      ) : null}
    </Stack>
  );
}
