import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDatabaseExport, IconPlus, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { AddTarget } from './AddTarget/AddTarget.tsx';
import { RunOutcome } from './RunOutcome.tsx';
import { RestoreMenu } from './restoring/RestoreMenu.tsx';
import { TargetCard } from './TargetCard.tsx';
import { backupTexts } from './texts.ts';

/** Whether the office's work is safe: every place that this computer backs the vault up to, and how it stands there. */
export function Backups() {
  const say = useTexts(backupTexts);
  const isOfficer = useSession().role === 'privacy-officer';
  const { go } = useRouter();
  const [adding, setAdding] = useState(false);
  const status = useCall('backupStatus', {});
  const places = useCall('backupTargetList', {});
  const run = useLongAct('backupRun');
  useCommand('new', () => setAdding(true));
  const targets = status.data?.targets ?? [];
  const addButton = (
    <Button
      variant={targets.length > 0 ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {say('add')}
    </Button>
  );
  return (
    <Page
      title={say('title')}
      acts={
        targets.length === 0 ? null : (
          <>
            {addButton}
            {isOfficer ? (
              <Button
                variant="default"
                leftSection={<IconTestPipe size={16} stroke={1.5} aria-hidden />}
                onClick={() => go({ screen: 'drill' })}
              >
                {say('drill')}
              </Button>
            ) : null}
            <Button
              leftSection={<IconDatabaseExport size={16} stroke={1.5} aria-hidden />}
              loading={run.act.isPending}
              onClick={() => run.act.mutate({})}
            >
              {say('runNow')}
            </Button>
          </>
        )
      }
    >
      <Group justify="space-between" gap={8}>
        <Text c="dimmed">{say('honest')}</Text>
        {isOfficer && targets.length > 0 ? <RestoreMenu /> : null}
      </Group>
      <Problem error={status.error ?? places.error ?? run.act.error} />
      {run.act.isPending ? (
        <Stack maw={420}>
          <Progress
            progress={run.progress}
            counted="bytes"
            name={say('makingBackup')}
            stays={say('cancelStays')}
            onCancel={run.cancel}
          />
        </Stack>
      ) : null}
      {run.act.data ? <RunOutcome runs={run.act.data.runs} onPutAway={() => run.act.reset()} /> : null}
      {status.data && targets.length === 0 ? <Empty text={say('empty')} act={addButton} /> : null}
      {targets.map((target) => (
        <TargetCard
          key={target.id}
          target={target}
          place={places.data?.find(({ id }) => id === target.id)?.place ?? null}
        />
      ))}
      {adding ? (
        <AddTarget
          onClose={() => setAdding(false)}
          onAdded={(id) => {
            setAdding(false);
            run.act.mutate({ target: id });
          }}
        />
      ) : null}
    </Page>
  );
}
