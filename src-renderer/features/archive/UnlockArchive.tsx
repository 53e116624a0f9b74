import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../../client/use-draft.ts';
import { useTexts } from '../../i18n/texts.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { Problem } from '../../ui/Problem.tsx';
import classes from './archive.module.css';
import { grantInHand, useRequestInHand } from './request-in-hand.ts';
import { archiveTexts } from './texts.ts';
import { useOpening } from './use-opening.ts';

/** Opens the archive with a reason and the passphrase, which is never kept. Where a request led here its reason is filled in. */
export function UnlockArchive() {
  const say = useTexts(archiveTexts);
  const draft = useDraft('archive');
  const inHand = useRequestInHand();
  const [isOwn, setIsOwn] = useState(false);
  // What was opened for is granted: another opening has a reason of its own.
  const reason = inHand === null || inHand.isGranted || isOwn ? draft.text : inHand.request.reason;
  const [password, setPassword] = useState('');
  const { open, busy, error } = useOpening();
  const isReady = reason.trim() !== '' && password !== '';
  const unlock = async () => {
    if (await open(reason.trim(), password)) {
      draft.done();
      await grantInHand();
    } else setPassword('');
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void unlock();
      }}
    >
      <Stack gap={16}>
        <Text>{say('lockedText')}</Text>
        <Textarea
          label={say('why')}
          description={say('whyHint')}
          value={reason}
          onChange={(event) => {
            setIsOwn(true);
            draft.write(event.currentTarget.value);
          }}
          maxLength={2000}
          autosize
          minRows={2}
        />
        <PasswordField
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
