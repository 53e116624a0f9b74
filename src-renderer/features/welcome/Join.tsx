import { Text } from '@mantine/core';
import { useState } from 'react';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { RequestMade } from '../../ui/RequestMade.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { KeychainFallback } from './KeychainFallback.tsx';
import { welcomeTexts } from './texts.ts';

/** Asks a place in a vault for this computer: keys here, a request for the Privacy Officer, words to compare. */
export function Join({ vault, go }: { readonly vault: Vault; readonly go: GoEntry }) {
  const say = useTexts(welcomeTexts);
  const request = useAct('joinRequest');
  const [keychain, setKeychain] = useState<'os' | 'file'>('os');
  const made = request.data;
  if (!made) {
    return (
      <StepForm
        title={say('joinTitle')}
        next={say('saveRequest')}
        back={say('back')}
        ready
        busy={request.isPending}
        holds
        onNext={() => request.mutate({ handle: vault.handle, keychain })}
        onBack={() => go({ at: 'sign-in', vault })}
      >
        <Text>{say('joinVault', { label: vault.label })}</Text>
        <Text>{say('joinWhy')}</Text>
        <Problem error={request.error} />
        <KeychainFallback error={request.error} keychain={keychain} onChange={setKeychain} />
      </StepForm>
    );
  }
  return (
    <RequestMade
      title={say('joinDone')}
      saved={say('joinSaved', { name: made.saved })}
      words={say('joinWords')}
      fingerprint={made.fingerprint}
      next={[say('joinNext1'), say('joinNext2'), say('joinNext3')]}
      onward={{ text: say('toSignIn'), onPress: () => go({ at: 'sign-in', vault }) }}
    />
  );
}
