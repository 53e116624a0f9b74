import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { todayTexts } from './texts.ts';

/** Goes on with a vault that is older than this computer remembers, with the reason for the log. */
export function AcceptRollback({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(todayTexts);
  const accept = useAct('acceptRollback');
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '';
  return (
    <Modal opened onClose={onClose} title={say('acceptTitle')} closeButtonProps={{ 'aria-label': say('close') }}>
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
    </Modal>
  );
}
