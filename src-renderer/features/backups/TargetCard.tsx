import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Fact } from '../../ui/Fact.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Tried } from './AddTarget/Tried.tsx';
import { Alerts } from './Alerts.tsx';
import { History } from './History.tsx';
import { Retention } from './pruning/Retention.tsx';
import { pruningTexts } from './pruning/texts.ts';
import classes from './TargetCard.module.css';
import { backupTexts } from './texts.ts';
import { VerifyTarget } from './VerifyTarget.tsx';

export type TargetStatus = WindowOutput<'backupStatus'>['targets'][number];

/** One place for backups: how it stands, and what can be done with it. */
export function TargetCard({ target, place }: { readonly target: TargetStatus; readonly place: string | null }) {
  const say = useTexts(backupTexts);
  const sayPruning = useTexts(pruningTexts);
  const formats = useFormats();
  const remove = useAct('backupTargetRemove');
  const test = useAct('backupTargetTest');
  const [asking, setAsking] = useState<'history' | 'retention' | 'remove' | null>(null);
  const { goodAt, verifiedAt, nextRunAt, snapshot, activities, space } = target;
  return (
    <section className={classes.card} aria-label={target.name}>
      <Group justify="space-between" align="flex-start" gap={12}>
        <div style={{ minWidth: 0 }}>
          <Title order={2} fz={16} lh="22px">
            <Bdi>{target.name}</Bdi>
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            <Bdi>{place ?? ''}</Bdi>
          </Text>
        </div>
        <Group gap={8}>
          <Button
            size="xs"
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate({ target: target.id })}
          >
            {say('testNow')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking('history')}>
            {say('history')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking('retention')}>
            {sayPruning('open')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking('remove')}>
            {say('remove')}
          </Button>
        </Group>
      </Group>
      <Problem error={test.error} />
      {test.data ? (
        <Stack gap={8} role="status">
          <Tried tried={test.data} />
        </Stack>
      ) : null}
      <Alerts target={target} onRetention={() => setAsking('retention')} />
      <dl className={classes.facts}>
        <Fact label={say('lastGood')}>{goodAt === null ? say('never') : formats.timeInText(goodAt)}</Fact>
        <Fact label={say('verified')}>
          {verifiedAt === null ? say('neverVerified') : formats.timeInText(verifiedAt)}
        </Fact>
        <Fact label={say('next')}>{nextRunAt === null ? say('nextNow') : formats.timeInText(nextRunAt)}</Fact>
        <Fact label={say('newest')}>{snapshot === null ? '–' : formats.number(snapshot)}</Fact>
        {space ? (
          <Fact label={say('room')}>
            {say('roomOf', { free: formats.size(space.freeBytes), total: formats.size(space.totalBytes) })}
          </Fact>
        ) : null}
      </dl>
      {activities.map(({ what, done, total }) => (
        <Stack key={what} gap={4} maw={420}>
          <Text size="sm">{say(what === 'backup' ? 'makingBackup' : 'verifying')}</Text>
          <Progress
            progress={{ done, total, estimateSeconds: null }}
            counted="bytes"
            name={say(what === 'backup' ? 'makingBackup' : 'verifying')}
          />
        </Stack>
      ))}
      <VerifyTarget target={target} />
      {asking === 'history' ? <History target={target} onClose={() => setAsking(null)} /> : null}
      {asking === 'retention' ? <Retention target={target} onClose={() => setAsking(null)} /> : null}
      <Confirm
        opened={asking === 'remove'}
        title={say('removeTitle', { name: target.name })}
        verb={say('remove')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ target: target.id }, { onSuccess: () => setAsking(null) })}
        onCancel={() => setAsking(null)}
      >
        {say('removeWhat')}
      </Confirm>
    </section>
  );
}
