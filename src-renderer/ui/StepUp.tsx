import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CallError } from '../client/client.ts';
import { useTexts } from '../i18n/texts.ts';
import { Dialog } from './Dialog.tsx';
import { PasswordField } from './PasswordField.tsx';
import { Problem } from './Problem.tsx';
import { uiTexts } from './texts.ts';

interface StepUpProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  readonly verb: string;
  readonly asksReason: boolean;
  /** The reason to begin with, which can be written otherwise. */
  readonly firstReason?: string;
  readonly busy?: boolean;
  readonly error?: CallError | null;
  readonly onConfirm: (given: { readonly password: string; readonly reason: string }) => void;
  readonly onCancel: () => void;
}

/** Asks the passphrase again, with a reason where the act asks one. Neither is remembered. */
export function StepUp(props: StepUpProps) {
  const { opened, title, onCancel } = props;
  return (
    <Dialog opened={opened} onClose={onCancel} title={title}>
      <Question {...props} />
    </Dialog>
  );
}

/** Within the dialog, so that what was typed is gone when it closes. */
function Question({ children, verb, asksReason, firstReason = '', busy, error, onConfirm, onCancel }: StepUpProps) {
  const say = useTexts(uiTexts);
  const [reason, setReason] = useState(firstReason);
  const [password, setPassword] = useState('');
  const ready = password !== '' && (!asksReason || reason.trim() !== '');
  const confirm = () => {
    onConfirm({ password, reason: reason.trim() });
    setPassword('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) confirm();
      }}
    >
      <Stack gap={16}>
        {children ? <Text component="div">{children}</Text> : null}
        {asksReason ? (
          <Textarea
            label={say('reason')}
            description={say('reasonIsLogged')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={2000}
            autosize
            data-autofocus={firstReason === '' || undefined}
          />
        ) : null}
        <PasswordField
          label={say('passphrase')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          data-autofocus={!asksReason || firstReason !== '' || undefined}
        />
        <Problem error={error ?? null} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onCancel}>
            {say('cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy ?? false}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
