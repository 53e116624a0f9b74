import { Anchor, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { GoEntry, Start, Vault } from '../../app/entry-place.ts';
import { useSessionActs } from '../../app/session.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RestoredState } from '../restored/RestoredState.tsx';
import { DemoPeople } from './DemoPeople.tsx';
import { Help } from './Help.tsx';
import { Lockout } from './Lockout.tsx';
import { signInTexts } from './texts.ts';
import { VaultState } from './VaultState.tsx';

/** Said to who comes back to a program that locked. */
const lockedTexts = {
  'not-signed-in': null,
  'switch-user': null,
  'by-hand': 'lockedByHand',
  idle: 'lockedIdle',
  system: 'lockedSystem',
  'after-failure': 'lockedFailure',
} as const;

/** Name, password and, where it is asked, a code. Says of nobody whether she has an account. */
export function SignIn({
  vault,
  name: given = '',
  start,
  go,
}: {
  readonly vault: Vault;
  /** Who is about to sign in, where that is known. */
  readonly name?: string;
  readonly start: Start;
  readonly go: GoEntry;
}) {
  const say = useTexts(signInTexts);
  const { begin } = useSessionActs();
  const signIn = useAct('signIn');
  const [name, setName] = useState(given);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeAsked, setCodeAsked] = useState(false);
  const [lockout, setLockout] = useState<{ readonly name: string; readonly until: number } | null>(null);
  const lockedText = lockedTexts[start.locked];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = { handle: vault.handle, name, password, ...(codeAsked && code !== '' ? { code } : {}) };
    signIn.mutate(given, {
      onSuccess: begin,
      onError: (error) => {
        if (error.code === 'second-factor-needed') return setCodeAsked(true);
        if (error.code === 'account-not-activated') return go({ at: 'activate', vault, name, password });
        setCode('');
        if (!codeAsked) setPassword('');
        if (error.code !== 'sign-in-locked-out') return undefined;
        return setLockout({ name, until: Date.now() + Number(error.details.waitSeconds) * 1000 });
      },
    });
  };
  // One name waits; at the same computer somebody else may sign in meanwhile.
  const lockedUntil = lockout?.name === name ? lockout.until : null;
  const isLockedOut = lockedUntil !== null;
  const hidden = ['second-factor-needed', 'account-not-activated', 'sign-in-locked-out'];
  const error = signIn.error !== null && !hidden.includes(signIn.error.code) ? signIn.error : null;
  return (
    <Group align="flex-start" justify="center" gap={24}>
      <Stack gap={16} w={360}>
        <RestoredState vault={vault} go={go} />
        <Paper p={24} withBorder>
          <form onSubmit={submit}>
            <Stack gap={16}>
              <div>
                <Title order={1} fz={20} lh="28px">
                  {say('title')}
                </Title>
                <Text c="dimmed">{say('vault', { label: vault.label })}</Text>
              </div>
              {lockedText === null ? null : <Text role="status">{say(lockedText)}</Text>}
              <TextInput
                label={say('name')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                autoComplete="username"
                spellCheck={false}
                autoFocus={given === ''}
                required
              />
              <PasswordField
                autoFocus={given !== ''}
                label={say('password')}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                autoComplete="current-password"
                required
              />
              {codeAsked ? (
                <TextInput
                  label={say('code')}
                  description={say('codeHint')}
                  value={code}
                  onChange={(event) => setCode(event.currentTarget.value)}
                  autoComplete="one-time-code"
                  spellCheck={false}
                  autoFocus
                  required
                />
              ) : null}
              {isLockedOut ? <Lockout until={lockedUntil} onEnd={() => setLockout(null)} /> : <Problem error={error} />}
              <Button
                type="submit"
                fullWidth
                loading={signIn.isPending}
                aria-busy={signIn.isPending}
                disabled={isLockedOut}
              >
                {say('signIn')}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Group justify="space-between">
          <Anchor
            component="button"
            disabled={signIn.isPending}
            {...(signIn.isPending ? { c: 'dimmed' } : {})}
            onClick={() => go({ at: 'welcome' })}
          >
            {say('otherVault')}
          </Anchor>
          <Help vault={vault} demo={start.demo !== null} disabled={signIn.isPending} go={go} />
        </Group>
        <VaultState
          vault={vault}
          demo={start.demo !== null}
          inUseTold={error?.code === 'vault-in-use'}
          disabled={signIn.isPending}
          go={go}
        />
      </Stack>
      {start.demo ? (
        <DemoPeople
          people={start.demo.people}
          onChoose={(person) => {
            setName(person.name);
            setPassword(person.password);
          }}
        />
      ) : null}
    </Group>
  );
}
