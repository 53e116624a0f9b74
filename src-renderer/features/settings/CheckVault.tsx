import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useSession } from '../../app/session.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

/** Reads the whole vault again and says what is not as it was left. */
export function CheckVault() {
  const say = useTexts(settingsTexts);
  const { act: check, progress, cancel } = useLongAct('check');
  const [checkedAt, setCheckedAt] = useState(0);
  return (
    <Section title={say('check')} what={say('checkWhat')}>
      {check.isPending ? (
        <Stack w={420} maw="100%">
          <Progress progress={progress} name={say('check')} stays={say('checkStays')} onCancel={cancel} />
        </Stack>
      ) : (
        <Button variant="default" onClick={() => check.mutate({}, { onSuccess: () => setCheckedAt(Date.now()) })}>
          {say('checkStart')}
        </Button>
      )}
      <Problem error={check.error} />
      {check.data ? <Result result={check.data} checkedAt={checkedAt} /> : null}
    </Section>
  );
}

function Result({ result, checkedAt }: { readonly result: WindowOutput<'check'>; readonly checkedAt: number }) {
  const say = useTexts(settingsTexts);
  const formats = useFormats();
  const { role } = useSession();
  const { findings, checked } = result;
  return (
    <Stack gap={8} role="status">
      {findings.length === 0 ? (
        <Notice kind="ok">{say('checkClean', { time: formats.clock(checkedAt) })}</Notice>
      ) : (
        <>
          <Notice kind="danger">
            {say('checkFound', { count: findings.length })}{' '}
            {say(role === 'privacy-officer' ? 'checkTodo' : 'checkTodoOther')}
          </Notice>
          <Findings findings={findings} />
        </>
      )}
      <Text c="dimmed">
        {say('checkCounts', {
          objects: formats.number(checked.objects),
          size: formats.size(checked.objectBytes),
          entries: formats.number(checked.entries),
          compartments: formats.number(checked.compartments),
        })}
      </Text>
      {checked.closed > 0 ? <Text c="dimmed">{say('checkClosed', { count: checked.closed })}</Text> : null}
    </Stack>
  );
}
