import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../client/client.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { settingsTexts } from './texts.ts';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly what: string;
  readonly verb: string;
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onGiven: (given: { readonly password: string; readonly code: string }) => void;
  readonly onCancel: () => void;
}

/** Asks the password and a code again before something that weakens the sign-in. */
export function AskPasswordAndCode(props: Props) {
  const { opened, title, onCancel } = props;
  return (
    <Dialog opened={opened} onClose={onCancel} title={title}>
      <Fields {...props} />
    </Dialog>
  );
}

function Fields({ what, verb, busy, error, onGiven, onCancel }: Props) {
  const say = useTexts(settingsTexts);
  const sayUi = useTexts(uiTexts);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onGiven({ password, code });
      }}
    >
      <Stack gap={16}>
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
        <Problem error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onCancel}>
            {sayUi('cancel')}
          </Button>
          <Button type="submit" disabled={password === '' || code === ''} loading={busy}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
