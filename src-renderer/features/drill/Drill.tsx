import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useRouter } from '../../app/router.tsx';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useSetPageTitle } from '../../ui/page-title.tsx';
import { Steps } from '../../ui/Steps.tsx';
import type { GivenKey } from '../kit/KeyEntry.tsx';
import { BackupStep, type ChosenBackup } from './BackupStep.tsx';
import { DrillResult } from './DrillResult.tsx';
import { KeyStep } from './KeyStep.tsx';
import { type ChosenReport, ReportStep } from './ReportStep.tsx';
import { TestStep } from './TestStep.tsx';
import { drillTexts } from './texts.ts';

const steps = ['stepBackup', 'stepKey', 'stepReport', 'stepTest', 'stepResult'] as const;
type Step = (typeof steps)[number];

/** A backup is restored as a trial, with the recovery kit, and a signed report is made of it. */
export function Drill() {
  const say = useTexts(drillTexts);
  const { go } = useRouter();
  const [step, setStep] = useState<Step>('stepBackup');
  const [backup, setBackup] = useState<ChosenBackup | null>(null);
  const [vault, setVault] = useState<string | null>(null);
  const [given, setGiven] = useState<GivenKey | null>(null);
  const [report, setReport] = useState<ChosenReport | null>(null);
  const { act: drill, progress, cancel } = useLongAct('drillRun');
  useSetPageTitle(say('title'));
  const leave = () => go({ screen: 'backups' });
  return (
    <Stack p={24} gap={24} align="center">
      <Steps label={say('steps')} steps={steps.map((one) => say(one))} now={steps.indexOf(step)} />
      {step === 'stepBackup' || backup === null || vault === null ? (
        <BackupStep
          chosen={backup}
          onChosen={setBackup}
          onBack={leave}
          onNext={(of) => {
            setVault(of);
            setStep('stepKey');
          }}
        />
      ) : step === 'stepKey' || given === null ? (
        <KeyStep
          vault={vault}
          given={given}
          onGiven={setGiven}
          onBack={() => setStep('stepBackup')}
          onNext={() => setStep('stepReport')}
        />
      ) : step === 'stepReport' || report === null ? (
        <ReportStep
          chosen={report}
          onChosen={setReport}
          onBack={() => setStep('stepKey')}
          onNext={(language) => {
            setStep('stepTest');
            drill.mutate(
              { ...backup, key: given.handle, report: report?.handle ?? '', language },
              { onSuccess: () => setStep('stepResult') },
            );
          }}
        />
      ) : drill.data ? (
        <DrillResult
          result={drill.data}
          onAgain={() => {
            setBackup(null);
            setReport(null);
            drill.reset();
            setStep('stepBackup');
          }}
          onDone={leave}
        />
      ) : (
        <TestStep progress={progress} error={drill.error} onStop={cancel} onBack={() => setStep('stepReport')} />
      )}
    </Stack>
  );
}
