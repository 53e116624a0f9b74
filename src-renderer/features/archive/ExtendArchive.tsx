import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { archiveTexts } from './texts.ts';
import { useOpening } from './use-opening.ts';

/** Keeps the archive open longer for the same reason; the passphrase is asked again and never kept. */
export function ExtendArchive({ reason, onClose }: { readonly reason: string; readonly onClose: () => void }) {
  const say = useTexts(archiveTexts);
  const { open, busy, error } = useOpening();
  const [password, setPassword] = useState('');
  const extend = async () => {
    setPassword('');
    if (await open(reason, password)) onClose();
  };
  return (
    <FormDialog
      title={say('extendTitle')}
      verb={say('extend')}
      ready={password !== ''}
      busy={busy}
      error={error}
      onSubmit={() => void extend()}
      onClose={onClose}
    >
      <Text>{say('extendText', { reason })}</Text>
      <PasswordField
        label={say('passphrase')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
      />
    </FormDialog>
  );
}
