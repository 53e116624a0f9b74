import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { GoEntry, Vault } from '../../app/entry-place.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ControlWords } from '../../ui/ControlWords.tsx';
import { NewPassword } from '../../ui/NewPassword.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { signInTexts } from './texts.ts';

/** The first sign-in of an account: a password of her own, and keys that only she has. The heading takes the focus. */
export function Activate({
  vault,
  name,
  password,
  go,
}: {
  readonly vault: Vault;
  readonly name: string;
  readonly password: string;
  readonly go: GoEntry;
}) {
  const say = useTexts(signInTexts);
  const activate = useAct('activate');
  const [newPassword, setNewPassword] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const toSignIn = () => go({ at: 'sign-in', vault, name });
  return (
    <Paper p={24} w={480} maw="100%" withBorder>
      {activate.data ? (
        <Stack gap={16}>
          <Title order={1} fz={20} lh="28px">
            {say('activatedTitle')}
          </Title>
          <div>
            <Text fw={600} mb={4}>
              {say('controlWords')}
            </Text>
            <ControlWords>{activate.data.fingerprint}</ControlWords>
          </div>
          <Text>{say('controlWordsWhy')}</Text>
          <Group justify="flex-end">
            <Button onClick={toSignIn} autoFocus>
              {say('toSignIn')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (newPassword !== null) activate.mutate({ handle: vault.handle, name, password, newPassword });
          }}
        >
          <Stack gap={16}>
            <Title order={1} fz={20} lh="28px" ref={heading} tabIndex={-1}>
              {say('activateTitle', { name })}
            </Title>
            <Text>{say('activateWhy')}</Text>
            <NewPassword purpose="password" about={{ name }} onChange={setNewPassword} />
            <Problem error={activate.error} />
            <Group justify="flex-end" gap={8}>
              <Button variant="default" disabled={activate.isPending} onClick={toSignIn}>
                {say('goBack')}
              </Button>
              <Button type="submit" disabled={newPassword === null} loading={activate.isPending}>
                {say('activate')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Paper>
  );
}
