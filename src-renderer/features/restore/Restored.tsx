import { Button, Group, Text } from '@mantine/core';
import type { GoEntry } from '../../app/entry-place.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
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
  const vault = { handle: place.handle, label: place.label, present: true };
  return (
    <Panel title={say('doneTitle')}>
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
    </Panel>
  );
}
