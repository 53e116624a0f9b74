import { Button, Group, Text } from '@mantine/core';
import type { CallError } from '../../client/client.ts';
import type { JobProgress } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
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
  return (
    <Panel title={say(error === null ? 'testTitle' : 'stoppedTitle')}>
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
    </Panel>
  );
}
