import { Anchor, Code, Text } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { type GivenKey, KeyEntry } from '../kit/KeyEntry.tsx';
import { restoreTexts } from './texts.ts';

/** The recovery key, or the ticket, of one of the vaults that have backups there. */
export function KeyStep({
  vaults,
  given,
  onGiven,
  onAskTicket,
  onBack,
  onNext,
}: {
  readonly vaults: readonly string[];
  readonly given: GivenKey | null;
  readonly onGiven: (given: GivenKey | null) => void;
  readonly onAskTicket: () => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  const say = useTexts(restoreTexts);
  const [only = null, ...others] = vaults;
  const isHere = given !== null && vaults.includes(given.vault);
  return (
    <StepForm
      title={say('keyTitle')}
      next={say('next')}
      back={say('back')}
      ready={isHere}
      onNext={onNext}
      onBack={onBack}
    >
      <Text>{say('keyWhy')}</Text>
      <KeyEntry knownVault={others.length === 0 ? only : null} takesTicket given={given} onGiven={onGiven} />
      {given === null || isHere ? null : (
        <Notice kind="warning" role="alert">
          <Text>{say('keyOfAnother')}</Text>
          {vaults.map((vault) => (
            <Code key={vault} block translate="no" mt={4}>
              {vault}
            </Code>
          ))}
        </Notice>
      )}
      {given === null ? (
        <Text size="sm" c="dimmed">
          {say('notOfficer')}{' '}
          <Anchor component="button" type="button" size="sm" onClick={onAskTicket}>
            {say('askTicket')}
          </Anchor>
        </Text>
      ) : null}
    </StepForm>
  );
}
