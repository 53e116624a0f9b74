import { Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Outcome } from '../../ui/Outcome.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { accessTexts } from './texts.ts';

interface Rekeying {
  readonly ask: () => void;
  readonly busy: boolean;
  readonly dialog: ReactNode;
  readonly state: ReactNode;
}

/** New keys for a folder whose rights stay as they are. */
export function useRekeying(folder: string): Rekeying {
  const say = useTexts(accessTexts);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const { act, progress, cancel } = useLongAct('folderRekey');
  const dialog = asked ? (
    <Confirm
      opened
      title={say('rekeyTitle')}
      verb={say('rekey')}
      ready={reason.trim() !== ''}
      onConfirm={() => {
        act.mutate({ folder, reason });
        setAsked(false);
        setReason('');
      }}
      onCancel={() => setAsked(false)}
    >
      <Stack gap={12}>
        <Text>{say('rekeyText')}</Text>
        <Notice kind="warning">{say('rekeyNotBack')}</Notice>
        <ReasonField value={reason} onChange={setReason} />
      </Stack>
    </Confirm>
  ) : null;
  const done = act.data?.resealed;
  const state = act.isPending ? (
    <Progress progress={progress} name={say('rekeying')} stays={say('goesOnLater')} onCancel={cancel} />
  ) : done ? (
    <Outcome kind="ok" onPutAway={act.reset}>
      {done.complete ? say('rekeyed') : say('rekeyGoesOn')}
    </Outcome>
  ) : (
    <Problem error={act.error} />
  );
  return { ask: () => setAsked(true), busy: act.isPending, dialog, state };
}
