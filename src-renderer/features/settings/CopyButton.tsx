import { Button, Text } from '@mantine/core';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { settingsTexts } from './texts.ts';

/** To the clipboard, which the program empties after a minute. */
export function CopyButton({ text }: { readonly text: string }) {
  const say = useTexts(settingsTexts);
  const copy = useAct('copyText');
  return (
    <>
      <Button size="xs" variant="default" onClick={() => copy.mutate({ text })}>
        {say('copy')}
      </Button>
      <Text role="status" size="xs" c="dimmed">
        {copy.isSuccess ? say('copied') : ''}
      </Text>
    </>
  );
}
