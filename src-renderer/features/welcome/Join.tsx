import { Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ControlWords } from '../../ui/ControlWords.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { KeychainFallback } from './KeychainFallback.tsx';
import { StepForm } from './StepForm.tsx';
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
    <Paper p={24} w={520} maw="100%" withBorder>
      <Stack gap={16}>
        <Title order={1} fz={20} lh="28px">
          {say('joinDone')}
        </Title>
        <Text>{say('joinSaved', { name: made.saved })}</Text>
        <div>
          <Text fw={600} mb={4}>
            {say('joinWords')}
          </Text>
          <ControlWords>{made.fingerprint}</ControlWords>
        </div>
        <List type="ordered">
          <List.Item>{say('joinNext1')}</List.Item>
          <List.Item>{say('joinNext2')}</List.Item>
          <List.Item>{say('joinNext3')}</List.Item>
        </List>
        <Group justify="flex-end">
          <Button onClick={() => go({ at: 'sign-in', vault })}>{say('toSignIn')}</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
