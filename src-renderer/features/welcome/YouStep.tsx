import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { StepForm } from '../../ui/StepForm.tsx';
import { welcomeTexts } from './texts.ts';

/** Who the Privacy Officer is. */
export function YouStep({
  first,
  onNext,
  onBack,
}: {
  readonly first: string;
  readonly onNext: (name: string) => void;
  readonly onBack: () => void;
}) {
  const say = useTexts(welcomeTexts);
  const [name, setName] = useState(first);
  return (
    <StepForm
      title={say('youTitle')}
      next={say('next')}
      back={say('back')}
      ready={name.trim() !== ''}
      onNext={() => onNext(name.trim())}
      onBack={onBack}
    >
      <Text>{say('youWhy')}</Text>
      <TextInput
        label={say('yourName')}
        description={say('yourNameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        autoComplete="name"
        autoFocus
      />
    </StepForm>
  );
}
