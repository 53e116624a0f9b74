import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import type { CallError } from '../../client/client.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { colour } from '../../ui/colours.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { CopyButton } from './CopyButton.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

/** From password to authenticator to recovery codes; only then the second factor counts. @param onBack null where there is no way back. */
export function SecondFactorSetup({
  onBack,
  onDone,
}: {
  readonly onBack: (() => void) | null;
  readonly onDone: () => void;
}) {
  const say = useTexts(settingsTexts);
  const begin = useAct('secondFactorBegin');
  const confirm = useAct('secondFactorConfirm');
  const turnOn = useAct('secondFactorTurnOn');
  const [password, setPassword] = useState('');
  if (confirm.data) {
    return (
      <RecoveryCodes
        codes={confirm.data.recoveryCodes}
        verb={say('turnOn')}
        busy={turnOn.isPending}
        error={turnOn.error}
        onKept={() => turnOn.mutate({}, { onSuccess: onDone })}
      />
    );
  }
  return (
    <Section title={say('setUpTitle')} what={say('factorWhat')}>
      {begin.data ? (
        <Authenticator
          secret={begin.data}
          busy={confirm.isPending}
          error={confirm.error}
          onCode={(code) => confirm.mutate({ code })}
          onBack={onBack}
        />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            begin.mutate({ password }, { onSuccess: () => setPassword('') });
          }}
        >
          <Stack gap={16} w={360} maw="100%">
            <PasswordField
              label={say('yourPassword')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="current-password"
              autoFocus
            />
            <Problem error={begin.error} />
            <Group gap={8}>
              <Button type="submit" disabled={password === ''} loading={begin.isPending}>
                {say('next')}
              </Button>
              <Back onBack={onBack} />
            </Group>
          </Stack>
        </form>
      )}
    </Section>
  );
}

function Authenticator({
  secret,
  busy,
  error,
  onCode,
  onBack,
}: {
  readonly secret: WindowOutput<'secondFactorBegin'>;
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onCode: (code: string) => void;
  readonly onBack: (() => void) | null;
}) {
  const say = useTexts(settingsTexts);
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code);
      }}
    >
      <Group gap={24} align="flex-start">
        <Qr text={secret.otpauth} label={say('qr')} size={200} />
        <Stack gap={16} flex={1} miw={280}>
          <div>
            <Text fw={600}>{say('scan')}</Text>
            <Text c="dimmed">{say('scanHint')}</Text>
          </div>
          <div>
            <Text fw={600}>{say('keyAsText')}</Text>
            <Group gap={8}>
              <Code translate="no" fz={14} bg={colour('sunken')} c={colour('text')}>
                {secret.key}
              </Code>
              <CopyButton text={secret.key} />
            </Group>
          </div>
          <TextInput
            label={say('codeShown')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="one-time-code"
            inputMode="numeric"
            spellCheck={false}
            autoFocus
            maw={260}
          />
          <Problem error={error} />
          <Group gap={8}>
            <Button type="submit" disabled={code === ''} loading={busy}>
              {say('next')}
            </Button>
            <Back onBack={onBack} />
          </Group>
        </Stack>
      </Group>
    </form>
  );
}

function Back({ onBack }: { readonly onBack: (() => void) | null }) {
  const say = useTexts(settingsTexts);
  if (onBack === null) return null;
  return (
    <Button variant="default" onClick={onBack}>
      {say('back')}
    </Button>
  );
}
