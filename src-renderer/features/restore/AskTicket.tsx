import { Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { RequestMade } from '../../ui/RequestMade.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { KeychainFallback } from '../welcome/KeychainFallback.tsx';
import { restoreTexts } from './texts.ts';

/** Asks the Privacy Officer for a ticket to one restore on this computer: a request in a file, and characters to compare. */
export function AskTicket({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(restoreTexts);
  const request = useAct('restoreRequestSave');
  const [keychain, setKeychain] = useState<'os' | 'file'>('os');
  const made = request.data;
  if (!made) {
    return (
      <StepForm
        title={say('requestTitle')}
        next={say('saveRequest')}
        back={say('back')}
        ready
        busy={request.isPending}
        holds
        onNext={() => request.mutate({ keychain })}
        onBack={onClose}
      >
        <Text>{say('requestWhy')}</Text>
        <Problem error={request.error} />
        <KeychainFallback error={request.error} keychain={keychain} onChange={setKeychain} />
      </StepForm>
    );
  }
  return (
    <RequestMade
      title={say('requestDone')}
      saved={say('requestSaved', { name: made.saved })}
      words={say('requestWords')}
      fingerprint={made.fingerprint}
      next={[say('requestNext1'), say('requestNext2'), say('requestNext3')]}
      onward={{ text: say('requestClose'), onPress: onClose }}
    />
  );
}
