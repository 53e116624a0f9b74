import { Button, Stack } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { CallError } from '../../client/client.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import type { TargetStatus } from './TargetCard.tsx';
import { backupTexts } from './texts.ts';

/** Reads everything that lies on a target and says what is not as it was written; no key is needed for it. */
export function VerifyTarget({ target }: { readonly target: TargetStatus }) {
  const say = useTexts(backupTexts);
  const { act, progress, cancel } = useLongAct('backupVerify');
  const isVerifying = act.isPending || target.activities.some(({ what }) => what === 'verification');
  return (
    <>
      {act.isPending ? (
        <Stack maw={420}>
          <Progress progress={progress} counted="bytes" name={say('verifying')} onCancel={cancel} />
        </Stack>
      ) : (
        <div>
          <Button size="xs" variant="default" disabled={isVerifying} onClick={() => act.mutate({ target: target.id })}>
            {say('verify')}
          </Button>
        </div>
      )}
      <Problem error={act.error} />
      {act.data ? <Verdict verdict={act.data} /> : null}
    </>
  );
}

function Verdict({ verdict: { findings, writers, error } }: { readonly verdict: WindowOutput<'backupVerify'> }) {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  if (error) return <Problem error={new CallError(error.code, error.details)} />;
  const sum = (of: 'snapshots' | 'files' | 'bytes') => writers.reduce((all, one) => all + one[of], 0);
  return (
    <Stack gap={8} role="status">
      {findings.length === 0 ? (
        <Notice kind="ok">
          {say('verifyClean', {
            count: sum('snapshots'),
            files: formats.number(sum('files')),
            size: formats.size(sum('bytes')),
          })}
        </Notice>
      ) : (
        <>
          <Notice kind="danger">{say('verifyFound', { count: findings.length })}</Notice>
          <Findings findings={findings} />
        </>
      )}
    </Stack>
  );
}
