import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { todayTexts } from './texts.ts';

type Request = WindowOutput<'requestListAll'>[number];

/** Refuses what somebody asked, with words that she reads. */
export function RefuseRequest({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) {
  const say = useTexts(todayTexts);
  const answer = useAct('requestAnswer');
  const [words, setWords] = useState('');
  const ready = words.trim() !== '';
  return (
    <Dialog opened onClose={onClose} title={say('refuseTitle', { name: request.askedByName })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) answer.mutate({ id: request.id, state: 'refused', answer: words }, { onSuccess: onClose });
        }}
      >
        <Stack gap={16}>
          <Text>{say('refuseText', { name: request.askedByName })}</Text>
          <Textarea
            label={say('refuseAnswer')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            maxLength={2000}
            autosize
            required
            data-autofocus
          />
          <Problem error={answer.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" disabled={!ready} loading={answer.isPending}>
              {say('refuseVerb')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
