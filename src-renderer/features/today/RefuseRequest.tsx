import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { todayTexts } from './texts.ts';

type Request = WindowOutput<'requestListAll'>[number];

/** Refuses what somebody asked, with words that she reads. */
export function RefuseRequest({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) {
  const say = useTexts(todayTexts);
  const answer = useAct('requestAnswer');
  const [words, setWords] = useState('');
  return (
    <FormDialog
      title={say('refuseTitle', { name: request.askedByName })}
      verb={say('refuseVerb')}
      ready={words.trim() !== ''}
      busy={answer.isPending}
      error={answer.error}
      onSubmit={() => answer.mutate({ id: request.id, state: 'refused', answer: words }, { onSuccess: onClose })}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
