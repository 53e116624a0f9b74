import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useSession } from '../../../app/session.ts';
import { CallError } from '../../../client/client.ts';
import { useAct } from '../../../client/query.ts';
import { useLongAct } from '../../../client/use-job.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { Acknowledge } from './Acknowledge.tsx';
import { Preview } from './Preview.tsx';
import { Pruned } from './Pruned.tsx';
import { pruningTexts } from './texts.ts';

type Answer = WindowOutput<'backupPrune'>['targets'][number];

/** Which backups of this computer stay on a target and which may go, before anything goes; the Privacy Officer acknowledges here what keeps them. */
export function Retention({
  target,
  onClose,
}: {
  readonly target: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}) {
  const say = useTexts(pruningTexts);
  const isOfficer = useSession().role === 'privacy-officer';
  const preview = useAct('backupPrune');
  const prune = useLongAct('backupPrune');
  const [asking, setAsking] = useState(false);
  const [acknowledged, setAcknowledged] = useState(false);
  const { mutate } = preview;
  const look = () => mutate({ target: target.id, preview: true });
  useEffect(look, [mutate, target.id]);
  const plan = preview.data?.targets[0]?.pruned ?? null;
  const done = prune.act.data?.targets[0];
  if (asking && plan) {
    return (
      <Acknowledge
        target={target}
        upTo={plan.upTo}
        onEnd={(isDone) => {
          setAsking(false);
          if (!isDone) return;
          setAcknowledged(true);
          look();
        }}
      />
    );
  }
  const isHeld = plan !== null && (plan.faults.length > 0 || !plan.clocks.agree);
  const isWork = plan !== null && !isHeld && plan.removed.files + plan.listed.files > 0;
  return (
    <Dialog opened onClose={onClose} size={760} title={say('title', { name: target.name })}>
      <Stack gap={16}>
        <Text>{say('rule')}</Text>
        <Text c="dimmed">{say('twice')}</Text>
        {acknowledged && !preview.isPending ? (
          <div role="status">
            <Notice kind="ok">{say('acknowledged')}</Notice>
          </div>
        ) : null}
        {preview.isPending ? <Loader aria-label={say('looking')} /> : null}
        <Problem error={preview.error ?? errorOf(preview.data?.targets[0])} />
        {done?.pruned ? (
          <Pruned pruned={done.pruned} />
        ) : plan ? (
          <Preview plan={plan} onAcknowledge={isOfficer ? () => setAsking(true) : null} />
        ) : null}
        {prune.act.isPending ? (
          <Progress progress={prune.progress} name={say('pruning')} onCancel={prune.cancel} />
        ) : null}
        <Problem error={prune.act.error ?? errorOf(done)} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {say('close')}
          </Button>
          {isWork && !done?.pruned ? (
            <Button
              loading={prune.act.isPending}
              onClick={() => prune.act.mutate({ target: target.id, preview: false })}
            >
              {say('now')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Dialog>
  );
}

function errorOf(answer: Answer | undefined): CallError | null {
  return answer?.error ? new CallError(answer.error.code, answer.error.details) : null;
}
