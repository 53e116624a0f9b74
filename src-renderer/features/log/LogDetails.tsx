import { Button, Stack, Text, Title } from '@mantine/core';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { Fact } from '../../ui/Fact.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFacts } from './facts.ts';
import { type Entry, useSentence } from './sentence.ts';
import { logTexts } from './texts.ts';

/** One entry of the log in full. */
export function LogDetails({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const say = useTexts(logTexts);
  const formats = useFormats();
  const sentence = useSentence();
  const facts = useFacts()(entry);
  return (
    <Stack
      component="section"
      aria-label={say('details')}
      gap={12}
      p={16}
      style={{
        width: 248,
        flex: 'none',
        overflowY: 'auto',
        background: colour('surface'),
        borderLeft: `1px solid ${colour('divider')}`,
        overflowWrap: 'anywhere',
      }}
    >
      <Title order={2} fz={16} lh="22px">
        {say('entry', { number: formats.number(entry.position) })}
      </Title>
      <Text c="dimmed">{formats.timeInTable(entry.at)}</Text>
      <Text>{say('sentence', { who: entry.actor?.name ?? say('unknownWho'), what: sentence(entry) })}</Text>
      {entry.problem === null ? null : (
        <Notice kind="danger">
          {say('findingAt', { position: formats.number(entry.position), problem: say(entry.problem) })}
        </Notice>
      )}
      <Stack component="dl" gap={8} m={0}>
        {facts.map(({ key, label, value }) => (
          <Fact key={key} label={label}>
            {value}
          </Fact>
        ))}
      </Stack>
      <Button variant="default" onClick={onClose} style={{ alignSelf: 'flex-start' }}>
        {say('close')}
      </Button>
    </Stack>
  );
}
