import { Paper, Stack, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import type { HostKey } from '../backups/AddTarget/fields.ts';
import { HostKeyQuestion } from '../backups/AddTarget/HostKeyQuestion.tsx';
import { backupTexts } from '../backups/texts.ts';

/** The question for the key of a server, in the place of the step that asked for the server. */
export function HostKeyPage({
  shown,
  busy,
  onAccept,
  onBack,
}: {
  readonly shown: HostKey;
  readonly busy: boolean;
  readonly onAccept: (key: HostKey) => void;
  readonly onBack: () => void;
}) {
  const say = useTexts(backupTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Paper p={24} w={520} maw="100%" withBorder>
      <Stack gap={16}>
        <Title order={1} fz={20} lh="28px" ref={heading} tabIndex={-1}>
          {say('hostKeyTitle')}
        </Title>
        <HostKeyQuestion shown={shown} busy={busy} onAccept={() => onAccept(shown)} onBack={onBack} />
      </Stack>
    </Paper>
  );
}
