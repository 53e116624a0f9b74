import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../app/session.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { NewPassword } from '../../ui/NewPassword.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

/** Another password of one's own; of the Privacy Officer it is her passphrase. */
export function ChangePassword() {
  const say = useTexts(settingsTexts);
  const { role } = useSession();
  const isOfficer = role === 'privacy-officer';
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  return (
    <Section
      title={say(isOfficer ? 'passphraseTitle' : 'passwordTitle')}
      what={say(isOfficer ? 'passphraseHint' : 'passwordHint')}
    >
      <div role="status" style={{ display: 'contents' }}>
        {changed && !open ? <Notice kind="ok">{say('passwordChanged')}</Notice> : null}
      </div>
      {open ? (
        <Form
          isOfficer={isOfficer}
          onEnd={(done) => {
            setChanged(done);
            setOpen(false);
          }}
        />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {say(isOfficer ? 'changePassphrase' : 'changePassword')}
        </Button>
      )}
    </Section>
  );
}

function Form({ isOfficer, onEnd }: { readonly isOfficer: boolean; readonly onEnd: (changed: boolean) => void }) {
  const say = useTexts(settingsTexts);
  const sayUi = useTexts(uiTexts);
  const { user, office } = useSession();
  const change = useAct('changePassword');
  const [oldPassword, setOldPassword] = useState('');
  const [newPassword, setNewPassword] = useState<string | null>(null);
  const ready = oldPassword !== '' && newPassword !== null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (newPassword !== null) change.mutate({ oldPassword, newPassword }, { onSuccess: () => onEnd(true) });
      }}
    >
      <Stack gap={16} w={420} maw="100%">
        <PasswordField
          label={say(isOfficer ? 'oldPassphrase' : 'oldPassword')}
          value={oldPassword}
          onChange={(event) => setOldPassword(event.currentTarget.value)}
          autoComplete="current-password"
          data-autofocus
        />
        <NewPassword
          purpose={isOfficer ? 'passphrase' : 'password'}
          about={{ name: user.name, office }}
          onChange={setNewPassword}
        />
        <Problem error={change.error} />
        <Group gap={8}>
          <Button type="submit" disabled={!ready} loading={change.isPending}>
            {say(isOfficer ? 'changePassphrase' : 'changePassword')}
          </Button>
          <Button variant="default" onClick={() => onEnd(false)}>
            {sayUi('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
