import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useTexts } from '../../../i18n/texts.ts';
import { backupTexts } from '../texts.ts';
import type { HostKey } from './fields.ts';

/** Has the key that a server shows compared with what is known of it elsewhere. */
export function HostKeyQuestion({
  shown,
  busy,
  onAccept,
  onBack,
}: {
  readonly shown: HostKey;
  readonly busy: boolean;
  readonly onAccept: () => void;
  readonly onBack: () => void;
}) {
  const say = useTexts(backupTexts);
  return (
    <Stack gap={16}>
      <Text>{say('hostKeyWhat')}</Text>
      <Code block translate="no" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {`${shown.type}\n${shown.fingerprint}`}
      </Code>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onBack} data-autofocus>
          {say('back')}
        </Button>
        <Button loading={busy} onClick={onAccept}>
          {say('hostKeyAccept')}
        </Button>
      </Group>
    </Stack>
  );
}
