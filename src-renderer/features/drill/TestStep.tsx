import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { CallError } from '../../client/client.ts';
import type { JobProgress } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { drillTexts } from './texts.ts';

/** The test while it runs, or what kept it from being made. */
export function TestStep({
  progress,
  error,
  onStop,
  onBack,
}: {
  readonly progress: JobProgress | null;
  readonly error: CallError | null;
  readonly onStop: () => void;
  readonly onBack: () => void;
}) {
  const say = useTexts(drillTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Paper p={24} w={520} maw="100%" withBorder>
      <Stack gap={16}>
        <Title order={1} fz={20} lh="28px" ref={heading} tabIndex={-1}>
          {say(error === null ? 'testTitle' : 'stoppedTitle')}
        </Title>
        {error === null ? (
          <>
            <Text>{say('testWhat')}</Text>
            <Text>{say('testWaits')}</Text>
            <Progress progress={progress} counted="bytes" name={say('testing')} stays={say('cancelStays')} />
          </>
        ) : error.code === 'cancelled' ? (
          <div role="status">
            <Notice kind="info">{say('stopped')}</Notice>
          </div>
        ) : (
          <Problem error={error} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={error === null ? onStop : onBack}>
            {say(error === null ? 'stop' : 'back')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
