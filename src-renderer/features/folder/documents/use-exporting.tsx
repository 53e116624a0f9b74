import { Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { WindowInput } from '../../../../src-main/contract/window/calls.ts';
import { useLongAct } from '../../../client/use-job.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Outcome } from '../../../ui/Outcome.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { documentTexts } from './texts.ts';

interface Asked {
  readonly documents: readonly string[];
  readonly version: number | null;
}

interface Exporting {
  /** Asks, and exports. @param version null: the current one. */
  readonly ask: (documents: readonly string[], version: number | null) => void;
  readonly dialog: ReactNode;
  /** How far it is, and what became of it. */
  readonly state: ReactNode;
}

/** Taking documents out of the vault, with what that means said before. */
export function useExporting(folder: string): Exporting {
  const say = useTexts(documentTexts);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { act, progress, cancel } = useLongAct('exportDocuments');
  const start = ({ documents, version }: Asked) => {
    setAsked(null);
    const input: WindowInput<'exportDocuments'> = { folder, documents: [...documents] };
    act.mutate(version === null ? input : { ...input, version });
  };
  const dialog =
    asked === null ? null : (
      <Confirm
        opened
        title={say('exportTitle', { count: asked.documents.length })}
        verb={say('export')}
        onConfirm={() => start(asked)}
        onCancel={() => setAsked(null)}
      >
        <Stack gap={12}>
          {asked.version === null ? null : <Text>{say('exportVersion', { version: asked.version })}</Text>}
          <Notice kind="warning">{say('exportWarning')}</Notice>
          <Text>{say('exportLogged')}</Text>
        </Stack>
      </Confirm>
    );
  const state = act.isPending ? (
    progress === null ? null : (
      <Progress progress={progress} counted="bytes" name={say('exporting')} onCancel={cancel} />
    )
  ) : act.error?.code === 'cancelled' ? null : act.error ? (
    <Problem error={act.error} />
  ) : act.data ? (
    <Outcome kind={act.data.failed.length > 0 ? 'danger' : 'warning'} onPutAway={act.reset}>
      <Text>{say('exported', { count: act.data.saved, name: act.data.name })}</Text>
      {act.data.failed.length > 0 ? (
        <Text>
          {say('exportFailed', {
            count: act.data.failed.length,
            names: act.data.failed.map(({ name }) => name).join(', '),
          })}
        </Text>
      ) : null}
    </Outcome>
  ) : null;
  return { ask: (documents, version) => setAsked({ documents, version }), dialog, state };
}
