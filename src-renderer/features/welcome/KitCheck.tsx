import { Text } from '@mantine/core';
import { useState } from 'react';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { type GivenKit, KitInput } from '../kit/KitInput.tsx';
import { welcomeTexts } from './texts.ts';

/** Proves that the recovery kit still opens everything. Changes nothing; nobody is signed in meanwhile. */
export function KitCheck({ vault, go }: { readonly vault: Vault; readonly go: GoEntry }) {
  const say = useTexts(welcomeTexts);
  const formats = useFormats();
  const { act: check, progress, cancel } = useLongAct('kitCheck');
  const [kit, setKit] = useState<GivenKit | null>({ typed: null });
  const [checked, setChecked] = useState(0);
  const report = check.data;
  return (
    <StepForm
      title={say('checkTitle')}
      next={say('checkStart')}
      back={say('toSignIn')}
      ready={kit !== null}
      busy={check.isPending}
      holds
      onNext={() => {
        if (kit === null) return;
        const asked = { handle: vault.handle, typed: kit.typed };
        check.mutate(asked, { onSuccess: (told) => told && setChecked(checked + 1) });
      }}
      onBack={() => go({ at: 'sign-in', vault })}
    >
      <Text>{say('checkWhy')}</Text>
      {/* Begins empty after each report: the key has done its work, and does not stay on the screen. */}
      <KitInput key={checked} vault={vault} onChange={setKit} />
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
