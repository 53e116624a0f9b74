import { Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Outcome } from '../../ui/Outcome.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import type { Grant } from './grants.ts';
import { accessTexts } from './texts.ts';

interface Withdrawing {
  readonly ask: (grant: Grant) => void;
  readonly dialog: ReactNode;
  /** How far it is, and what came of it. */
  readonly state: ReactNode;
}

/** Ends somebody's access to a folder, which then gets new keys; says before what that does, and what it cannot do. */
export function useWithdrawing(): Withdrawing {
  const say = useTexts(accessTexts);
  const [asked, setAsked] = useState<Grant | null>(null);
  const { act, progress, cancel } = useLongAct('folderRevoke');
  const summaries = useCall('folderSummaries', {}, { enabled: asked !== null });
  const count = summaries.data?.find(({ id }) => id === asked?.folder.id)?.documents ?? 0;
  const dialog =
    asked === null ? null : (
      <Confirm
        opened
        title={say('withdrawTitle', { person: asked.person.name })}
        verb={say('withdraw')}
        ready={summaries.isFetched}
        busy={act.isPending}
        onConfirm={() => {
          act.mutate({ folder: asked.folder.id, user: asked.person.id });
          setAsked(null);
        }}
        onCancel={() => setAsked(null)}
      >
        <Stack gap={12}>
          <Text>
            {say('withdrawNumbers', { count, folder: asked.folder.name })} {say('withdrawNewKeys')}
          </Text>
          <Notice kind="warning">{say('withdrawNotBack', { person: asked.person.name })}</Notice>
        </Stack>
      </Confirm>
    );
  const done = act.data?.resealed;
  const state = act.isPending ? (
    <Progress progress={progress} name={say('withdrawing')} stays={say('goesOnLater')} onCancel={cancel} />
  ) : done ? (
    <Outcome kind="ok" onPutAway={act.reset}>
      {done.complete ? say('withdrawn') : say('withdrawnGoesOn')}
    </Outcome>
  ) : (
    <Problem error={act.error} />
  );
  return { ask: setAsked, dialog, state };
}
