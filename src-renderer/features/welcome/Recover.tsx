import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { NewPassword } from '../../ui/NewPassword.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { useKeyOf } from '../kit/use-key-of.tsx';
import { KeychainFallback } from './KeychainFallback.tsx';
import { welcomeTexts } from './texts.ts';

/** Recovers the access of the Privacy Officer: the kit, and a new passphrase. */
export function Recover({ vault, go }: { readonly vault: Vault; readonly go: GoEntry }) {
  const say = useTexts(welcomeTexts);
  const { act: recover, progress } = useLongAct('recoverAccess');
  const status = useCall('vaultStatus', { handle: vault.handle });
  const { key, entry } = useKeyOf(status.data?.id ?? null);
  const [newPassphrase, setNewPassphrase] = useState<string | null>(null);
  const [keychain, setKeychain] = useState<'os' | 'file'>('os');
  if (recover.data) {
    const { officer, compartments, unfinished, broken, grantsEnded } = recover.data;
    return (
      <Paper p={24} w={520} maw="100%" withBorder>
        <Stack gap={16}>
          <Title order={1} fz={20} lh="28px">
            {say('recoverDone')}
          </Title>
          <Text>{say('recovered', { name: officer.name, count: compartments })}</Text>
          <Notice kind="warning" title={say('recoverFactorOff')}>
            {say('recoverFactorAgain')}
          </Notice>
          <Text>{say('recoverNext')}</Text>
          {broken.length > 0 ? <Text>{say('recoverBroken', { count: broken.length })}</Text> : null}
          {grantsEnded ? <Text>{say('recoverGrants')}</Text> : null}
          {unfinished.some((step) => step === 'computer-keys' || step === 'computer-struck-off') ? null : (
            <Text>{say('recoverStruckOff')}</Text>
          )}
          {unfinished.includes('computer-keys') ? <Text>{say('recoverFormerKeys')}</Text> : null}
          {unfinished.includes('backup-targets') ? <Text>{say('recoverTargets')}</Text> : null}
          <Group justify="flex-end">
            <Button onClick={() => go({ at: 'sign-in', vault, name: officer.name })}>{say('toSignIn')}</Button>
          </Group>
        </Stack>
      </Paper>
    );
  }
  return (
    <StepForm
      title={say('recoverTitle')}
      next={say('recover')}
      back={say('back')}
      ready={key !== null && newPassphrase !== null}
      busy={recover.isPending}
      holds
      onNext={() => {
        if (key !== null && newPassphrase !== null) {
          // Unless a file is chosen here, the kind that this computer has for the vault already.
          const chosen = keychain === 'file' ? { keychain } : {};
          recover.mutate({ handle: vault.handle, key, newPassphrase, ...chosen });
        }
      }}
      onBack={() => go({ at: 'sign-in', vault })}
    >
      <Text>{say('recoverWhy')}</Text>
      <Text>{say('recoverRenews')}</Text>
      <Notice kind="warning" title={say('recoverFactorWillBeOff')}>
        {say('recoverFactorWhy')}
      </Notice>
      {entry}
      <NewPassword purpose="passphrase" onChange={setNewPassphrase} />
      {recover.isPending && progress ? (
        <Progress progress={progress} name={say('recover')} stays={say('recoverStays')} />
      ) : null}
      <Problem error={recover.error} />
      <KeychainFallback error={recover.error} keychain={keychain} onChange={setKeychain} />
    </StepForm>
  );
}
