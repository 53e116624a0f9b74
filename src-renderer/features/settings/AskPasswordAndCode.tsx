import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../client/client.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { settingsTexts } from './texts.ts';

/** Asks the password and a code again before something that weakens the sign-in. */
export function AskPasswordAndCode({
  title,
  what,
  verb,
  busy,
  error,
  onGiven,
  onClose,
}: {
  readonly title: string;
  readonly what: string;
  readonly verb: string;
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onGiven: (given: { readonly password: string; readonly code: string }) => void;
  readonly onClose: () => void;
}) {
  const say = useTexts(settingsTexts);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <FormDialog
      title={title}
      verb={verb}
      ready={password !== '' && code !== ''}
      busy={busy}
      error={error}
      onSubmit={() => onGiven({ password, code })}
      onClose={onClose}
    >
      <Text>{what}</Text>
      <PasswordField
        label={say('yourPassword')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
      />
      <TextInput
        label={say('code')}
        description={say('codeHint')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="one-time-code"
        spellCheck={false}
      />
    </FormDialog>
  );
}
