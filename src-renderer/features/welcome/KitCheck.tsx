import { Text } from '@mantine/core';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { useKeyOf } from '../kit/use-key-of.tsx';
import { welcomeTexts } from './texts.ts';

/** Proves that the recovery kit still opens everything. Changes nothing; nobody is signed in meanwhile. */
export function KitCheck({ vault, go }: { readonly vault: Vault; readonly go: GoEntry }) {
  const say = useTexts(welcomeTexts);
  const formats = useFormats();
  const { act: check, progress, cancel } = useLongAct('kitCheck');
  const status = useCall('vaultStatus', { handle: vault.handle });
  const { key, entry, forget } = useKeyOf(status.data?.id ?? null);
  const report = check.data;
  return (
    <StepForm
      title={say('checkTitle')}
      next={say('checkStart')}
      back={say('toSignIn')}
      ready={key !== null}
      busy={check.isPending}
      holds
      onNext={() => {
        // Asked anew after each report: the key has done its work, and does not stay.
        if (key !== null) check.mutate({ handle: vault.handle, key }, { onSuccess: forget });
      }}
      onBack={() => go({ at: 'sign-in', vault })}
    >
      <Text>{say('checkWhy')}</Text>
      {entry}
      {check.isPending && progress ? (
        <Progress progress={progress} name={say('checkTitle')} stays={say('checkStays')} onCancel={cancel} />
      ) : null}
      {check.error?.code === 'cancelled' ? null : <Problem error={check.error} />}
      <div role="status">
        {report && report.findings.length === 0 ? (
          <Notice kind="ok">
            {say('checkGood', {
              compartments: formats.number(report.checked.compartments),
              keys: formats.number(report.checked.keys),
            })}{' '}
            {say('checkWords', { words: report.rootFingerprint.replaceAll('-', ' ') })}
          </Notice>
        ) : null}
        {report && report.findings.length > 0 ? <Notice kind="danger">{say('checkBad')}</Notice> : null}
      </div>
      {report && report.findings.length > 0 ? <Findings findings={report.findings} /> : null}
    </StepForm>
  );
}
