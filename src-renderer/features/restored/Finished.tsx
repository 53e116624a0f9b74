import { Button, Group, List, Text, Title } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Fact } from '../../ui/Fact.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import classes from '../backups/TargetCard.module.css';
import { restoredTexts } from './texts.ts';

type Outcome = WindowOutput<'restoreFinish'>;

/** A restore that is finished: what was done again, and what only people can do. */
export function Finished({
  finished,
  vault,
  go,
}: {
  readonly finished: Outcome;
  readonly vault: Vault;
  readonly go: GoEntry;
}) {
  const say = useTexts(restoredTexts);
  const formats = useFormats();
  const { officer, replayed, from } = finished;
  const toDo = useToDo(finished);
  return (
    <Panel title={say('doneTitle')} width={620}>
      <Notice kind="ok">{say('done', { name: officer.name })}</Notice>
      <section aria-label={say('replayed')}>
        <Title order={2} fz={16} lh="22px" mb={8}>
          {say('replayed')}
        </Title>
        <dl className={classes.facts}>
          {(['erased', 'disabled', 'revoked'] as const).map((what) => (
            <Fact key={what} label={say(what)}>
              {formats.number(replayed[what])}
            </Fact>
          ))}
        </dl>
        <Text c="dimmed" mt={8}>
          {say(`from-${from ?? 'none'}`)}
        </Text>
      </section>
      <section aria-label={say('toDo')}>
        <Title order={2} fz={16} lh="22px" mb={8}>
          {say('toDo')}
        </Title>
        <List spacing={8}>
          {toDo.map((text) => (
            <List.Item key={text} style={{ overflowWrap: 'anywhere' }}>
              {text}
            </List.Item>
          ))}
        </List>
      </section>
      <Group justify="flex-end">
        <Button onClick={() => go({ at: 'sign-in', vault, name: officer.name })}>{say('toSignIn')}</Button>
      </Group>
    </Panel>
  );
}

/** What is left to people, the weightiest first. */
function useToDo(finished: Outcome): readonly string[] {
  const say = useTexts(restoredTexts);
  const { unread, lostEntries, officerChangedSince, struckOff, setAside, broken, grantsEnded, pending } = finished;
  return [
    ...(unread > 0 ? [say('toDoUnread', { count: unread })] : []),
    ...(officerChangedSince ? [say('toDoOfficer')] : []),
    ...(broken.length > 0 ? [say('toDoBroken', { count: broken.length })] : []),
    ...(grantsEnded ? [say('toDoGrants')] : []),
    ...(lostEntries === null || lostEntries > 0 ? [say('toDoAccounts')] : []),
    ...(lostEntries !== null && lostEntries > 0 ? [say('toDoLost', { count: lostEntries })] : []),
    ...struckOff.map(({ name }) => say('toDoComputer', { name })),
    say('toDoFactor'),
    say('toDoBackup'),
    ...(setAside === null ? [] : [say('toDoAside', { name: setAside })]),
    ...(pending.length > 0 ? [say('toDoPending')] : []),
  ];
}
