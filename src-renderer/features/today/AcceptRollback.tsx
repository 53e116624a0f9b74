import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { todayTexts } from './texts.ts';

/** Goes on with a vault that is older than this computer remembers, with the reason for the log. */
export function AcceptRollback({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(todayTexts);
  const accept = useAct('acceptRollback');
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '';
  return (
    <Dialog opened onClose={onClose} title={say('acceptTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) accept.mutate({ reason }, { onSuccess: onClose });
        }}
      >
        <Stack gap={16}>
          <Text>{say('acceptText')}</Text>
          <Textarea
            label={say('acceptReason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={2000}
            autosize
            required
            data-autofocus
          />
          <Problem error={accept.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" disabled={!ready} loading={accept.isPending}>
              {say('accept')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
