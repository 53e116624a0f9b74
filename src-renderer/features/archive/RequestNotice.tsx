import { Button, Text } from '@mantine/core';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { putDown, useRequestInHand } from './request-in-hand.ts';
import { archiveTexts } from './texts.ts';

/** What was asked for, by whom and why, for as long as she looks for it. */
export function RequestNotice() {
  const say = useTexts(archiveTexts);
  const formats = useFormats();
  const inHand = useRequestInHand();
  if (inHand === null) return null;
  const { request, isGranted, error } = inHand;
  return (
    <>
      <Notice
        kind="info"
        title={say('inHand', { name: request.askedByName, what: request.name })}
        act={
          <Button variant="default" size="compact-sm" flex="none" onClick={putDown}>
            {say(isGranted ? 'inHandDone' : 'inHandNotNow')}
          </Button>
        }
      >
        <Text>
          {say('inHandWhy', {
            folder: request.folderName,
            at: formats.timeInText(request.askedAt),
            reason: request.reason,
          })}
        </Text>
        <Text size="xs" c="dimmed" role="status">
          {error === null ? say(isGranted ? 'inHandGranted' : 'inHandOpen', { name: request.askedByName }) : ''}
        </Text>
      </Notice>
      <Problem error={error} />
    </>
  );
}
