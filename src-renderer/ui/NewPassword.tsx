import { Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { WindowInput, WindowOutput } from '../../src-main/contract/window/calls.ts';
import { call } from '../client/client.ts';
import { useTexts } from '../i18n/texts.ts';
import { colour } from './colours.ts';
import { PasswordField } from './PasswordField.tsx';
import { uiTexts } from './texts.ts';

type Strength = WindowOutput<'passwordStrength'>;

const whole = 100;
/** The estimate follows the typing at this distance. */
const pauseMs = 150;

/**
 * A new password, typed twice, with what it is worth. @param purpose a passphrase opens everything, so it must be worth
 * more. @param about whose it is, where that is known: it may not hold her name. @param onChange the password when it will
 * do, else null.
 */
export function NewPassword({
  purpose,
  about = {},
  onChange,
}: {
  readonly purpose: WindowInput<'passwordStrength'>['purpose'];
  readonly about?: { readonly name?: string; readonly office?: string };
  readonly onChange: (password: string | null) => void;
}) {
  const say = useTexts(uiTexts);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const { name, office } = about;
  const [strength, setStrength] = useState<Strength | null>(null);
  useEffect(() => {
    setStrength(null);
    if (password === '') return undefined;
    const asked = { password, purpose, ...(name ? { name } : {}), ...(office ? { office } : {}) };
    let current = true;
    const timer = setTimeout(async () => {
      const told = await call('passwordStrength', asked);
      if (current) setStrength(told);
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, purpose, name, office]);
  const good = strength?.enough === true && password === again;
  useEffect(() => onChange(good ? password : null), [good, password, onChange]);
  const differs = again !== '' && !password.startsWith(again);
  return (
    <Stack gap={16}>
      <div>
        <PasswordField
          label={say(purpose === 'passphrase' ? 'newPassphrase' : 'newPassword')}
          description={say(purpose === 'passphrase' ? 'newPassphraseHint' : 'newPasswordHint')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
        />
        <StrengthLine strength={strength} />
      </div>
      <PasswordField
        label={say('onceMore')}
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        error={differs ? say('notTheSame') : null}
        autoComplete="new-password"
      />
    </Stack>
  );
}

const problems = {
  'too-short': 'strengthShort',
  'no-digit': 'strengthDigit',
  'no-capital': 'strengthCapital',
  'contains-name': 'strengthName',
  'too-easy': 'strengthEasy',
} as const;

function StrengthLine({ strength }: { readonly strength: Strength | null }) {
  const say = useTexts(uiTexts);
  const share = strength ? Math.min(1, strength.bits / strength.neededBits) : 0;
  const text = strength === null ? '' : say(strength.problem ? problems[strength.problem] : 'strengthGood');
  return (
    <Stack gap={4} mt={8}>
      <Progress.Root size={6} aria-hidden>
        <Progress.Section value={share * whole} color={strength?.enough ? colour('ok') : colour('warning')} />
      </Progress.Root>
      <Text role="status" size="xs" mih={16} c={strength?.enough ? colour('ok') : colour('warning')}>
        {text}
      </Text>
    </Stack>
  );
}
