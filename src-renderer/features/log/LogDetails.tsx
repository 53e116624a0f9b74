import { Stack, Text } from '@mantine/core';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Fact } from '../../ui/Fact.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFacts } from './facts.ts';
import { type Entry, isNameless, useSentence } from './sentence.ts';
import { logTexts } from './texts.ts';

/** One entry of the log in full. */
export function LogDetails({ entry }: { readonly entry: Entry }) {
  const say = useTexts(logTexts);
  const formats = useFormats();
  const sentence = useSentence();
  const facts = useFacts()(entry);
  return (
    <Stack gap={12} style={{ overflowWrap: 'anywhere' }}>
      <Text c="dimmed">{formats.timeInTable(entry.at)}</Text>
      <Text>{say('sentence', { who: entry.actor?.name ?? say('unknownWho'), what: sentence(entry) })}</Text>
      {entry.problem === null ? null : (
        <Notice kind="danger">
          {say('findingAt', { position: formats.number(entry.position), problem: say(entry.problem) })}
        </Notice>
      )}
      {isNameless(entry) ? <Text c="dimmed">{say('nameless')}</Text> : null}
      <Stack component="dl" gap={8} m={0}>
        {facts.map(({ key, label, value }) => (
          <Fact key={key} label={label}>
            {value}
          </Fact>
        ))}
      </Stack>
    </Stack>
  );
}
