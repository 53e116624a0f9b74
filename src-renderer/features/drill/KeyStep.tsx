import { Text } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { type GivenKey, KeyEntry } from '../kit/KeyEntry.tsx';
import { drillTexts } from './texts.ts';

/** The recovery key of this vault. */
export function KeyStep({
  vault,
  given,
  onGiven,
  onBack,
  onNext,
}: {
  readonly vault: string;
  readonly given: GivenKey | null;
  readonly onGiven: (given: GivenKey | null) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  const say = useTexts(drillTexts);
  const isOurs = given?.vault === vault;
  return (
    <StepForm
      title={say('keyTitle')}
      next={say('next')}
      back={say('back')}
      ready={isOurs}
      onNext={onNext}
      onBack={onBack}
    >
      <Text>{say('keyWhy')}</Text>
      <KeyEntry knownVault={vault} given={given} onGiven={onGiven} />
      {given === null || isOurs ? null : (
        <Notice kind="warning" role="alert">
          {say('keyOfAnother')}
        </Notice>
      )}
    </StepForm>
  );
}
