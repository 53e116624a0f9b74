import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { GoEntry } from '../../app/entry-place.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Outcome, Place } from './Restore.tsx';
import { restoreTexts } from './texts.ts';

/** A vault that is back, and what has to be done before anybody works in it. */
export function Restored({
  outcome: { snapshot, documents, bytes, setAside },
  place,
  hasKey,
  go,
}: {
  readonly outcome: Outcome;
  readonly place: Place;
  /** Whoever restored it has the recovery kit at hand, and can finish it. */
  readonly hasKey: boolean;
  readonly go: GoEntry;
}) {
  const say = useTexts(restoreTexts);
  const formats = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const vault = { handle: place.handle, label: place.label, present: true };
  return (
    <Paper p={24} w={520} maw="100%" withBorder>
      <Stack gap={16}>
        <Title order={1} fz={20} lh="28px" ref={heading} tabIndex={-1}>
          {say('doneTitle')}
        </Title>
        <Notice kind="ok">
          {say('doneMoment', {
            time: formats.timeInText(snapshot.at),
            documents: formats.number(documents),
            size: formats.size(bytes),
          })}
        </Notice>
        {setAside === null ? null : (
          <Text style={{ overflowWrap: 'anywhere' }}>
            <Bdi>{say('doneSetAside', { name: setAside })}</Bdi>
          </Text>
        )}
        <Text fw={600}>{say('doneNoNames')}</Text>
        <Text>{say('doneNext')}</Text>
        <Group justify="flex-end">
          <Button variant={hasKey ? 'default' : 'filled'} onClick={() => go({ at: 'sign-in', vault })}>
            {say('toVault')}
          </Button>
          {hasKey ? <Button onClick={() => go({ at: 'finish-restore', vault })}>{say('finishNow')}</Button> : null}
        </Group>
      </Stack>
    </Paper>
  );
}
