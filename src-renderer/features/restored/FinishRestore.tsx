import { List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowInput } from '../../../src-main/contract/window/calls.ts';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { forgetAnswers, useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { NewPassword } from '../../ui/NewPassword.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { useKeyOf } from '../kit/use-key-of.tsx';
import { KeychainFallback } from '../welcome/KeychainFallback.tsx';
import { Finished } from './Finished.tsx';
import { FromStep } from './FromStep.tsx';
import { restoredTexts } from './texts.ts';

const steps = ['stepWhat', 'stepFrom', 'stepKey', 'stepPassphrase'] as const;

/** Makes a restored vault one that people work in again, with the recovery kit; what has to be known first comes first. */
export function FinishRestore({ vault, go }: { readonly vault: Vault; readonly go: GoEntry }) {
  const say = useTexts(restoredTexts);
  const formats = useFormats();
  const status = useCall('vaultStatus', { handle: vault.handle });
  const { act: finish, progress } = useLongAct('restoreFinish');
  const [at, setAt] = useState(0);
  const [newerBackups, setNewerBackups] = useState<WindowInput<'restoreFinish'>['newerBackups'] | null>(null);
  const { key, entry } = useKeyOf(status.data?.id ?? null);
  const [newPassphrase, setNewPassphrase] = useState<string | null>(null);
  const [keychain, setKeychain] = useState<'os' | 'file'>('os');
  const backupAt = status.data?.restored?.backupAt ?? null;
  const time = backupAt === null ? null : formats.timeInText(backupAt);
  const toSignIn = () => go({ at: 'sign-in', vault });
  if (finish.data) return <Finished finished={finish.data} vault={vault} go={go} />;
  const [step, onBack] = [steps[at] ?? 'stepWhat', () => (at === 0 ? toSignIn() : setAt(at - 1))];
  const common = { next: say('next'), back: say('back'), onBack, onNext: () => setAt(at + 1) };
  return (
    <Stack gap={24} w="100%" maw={900} align="center">
      <Steps label={say('steps')} steps={steps.map((one) => say(one))} now={at} />
      {step === 'stepWhat' ? (
        <StepForm key={step} {...common} title={say('whatTitle')} back={say('stop')} ready>
          <Text>{time === null ? say('whatWhyUnknown') : say('whatWhy', { time })}</Text>
          <List spacing={8}>
            <List.Item>{say('whatReplay')}</List.Item>
            <List.Item>{say('whatKeys')}</List.Item>
            <List.Item>{say('whatComputers')}</List.Item>
            <List.Item>{say('whatYou')}</List.Item>
          </List>
          <Text>{say('whatStopped')}</Text>
        </StepForm>
      ) : null}
      {step === 'stepFrom' ? (
        <FromStep
          vault={vault}
          time={time}
          onBack={onBack}
          onNext={(chosen) => {
            setNewerBackups(chosen);
            setAt(at + 1);
          }}
        />
      ) : null}
      {step === 'stepKey' ? (
        <StepForm key={step} {...common} title={say('keyTitle')} ready={key !== null}>
          <Text>{say('keyWhy')}</Text>
          {entry}
        </StepForm>
      ) : null}
      {step === 'stepPassphrase' ? (
        <StepForm
          key={step}
          {...common}
          title={say('passphraseTitle')}
          next={say('finish')}
          ready={newPassphrase !== null}
          busy={finish.isPending}
          onNext={() => {
            if (newPassphrase === null || key === null || newerBackups === null) return;
            // Unless a file is chosen here, the kind that this computer has for the vault already.
            const chosen = keychain === 'file' ? { keychain } : {};
            const wanted = { handle: vault.handle, key, newPassphrase, newerBackups, ...chosen };
            finish.mutate(wanted, { onSuccess: () => forgetAnswers('vaultStatus') });
          }}
        >
          <Text>{say('passphraseWhy')}</Text>
          <NewPassword purpose="passphrase" onChange={setNewPassphrase} />
          {finish.isPending ? <Progress progress={progress} name={say('finishing')} /> : null}
          <Problem error={finish.error} />
          <KeychainFallback error={finish.error} keychain={keychain} onChange={setKeychain} />
        </StepForm>
      ) : null}
    </Stack>
  );
}
