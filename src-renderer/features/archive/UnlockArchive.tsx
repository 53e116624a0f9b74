import { Button, Group, PasswordInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { takeOver } from '../../app/handover.ts';
import { CallError } from '../../client/client.ts';
import { useDraft } from '../../client/use-draft.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import classes from './archive.module.css';
import { openArchive } from './open-archive.ts';
import { archiveTexts } from './texts.ts';

/** Opens the archive with a reason and the passphrase, which is never kept. Where a request led here its reason is filled in. */
export function UnlockArchive() {
  const say = useTexts(archiveTexts);
  const draft = useDraft('archive');
  const [given, setGiven] = useState(() => takeOver('archiveReason'));
  const reason = given ?? draft.text;
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const isReady = reason.trim() !== '' && password !== '';
  const open = async () => {
    setBusy(true);
    setError(null);
    try {
      await openArchive(reason.trim(), password);
      draft.done();
    } catch (failure) {
      setError(failure instanceof CallError ? failure : new CallError('internal', {}));
      setPassword('');
      setBusy(false);
    }
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void open();
      }}
    >
      <Stack gap={16}>
        <Text>{say('lockedText')}</Text>
        <Textarea
          label={say('why')}
          description={say('whyHint')}
          value={reason}
          onChange={(event) => {
            setGiven(null);
            draft.write(event.currentTarget.value);
          }}
          maxLength={2000}
          autosize
          minRows={2}
        />
        <PasswordInput
          label={say('passphrase')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
        />
        <Problem error={error} />
        <Group>
          <Button type="submit" disabled={!isReady} loading={busy}>
            {say('open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
