import { Button, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { cancelJob, useJob } from '../../../client/use-job.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Outcome, PutAway } from '../../../ui/Outcome.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { ImportedFiles } from './ImportedFiles.tsx';
import { forgetImport, type ImportResult, useImport } from './imports.ts';
import { importTexts } from './texts.ts';

/** What becomes of the files that are being added, or were. */
export function ImportPanel({ folder }: { readonly folder: string }) {
  const say = useTexts(importTexts);
  const state = useImport(folder);
  const progress = useJob(state?.job ?? null);
  if (state === null) return null;
  const putAway = () => forgetImport(folder);
  if (state.error?.code === 'cancelled') {
    const count = typeof state.error.details.documents === 'number' ? state.error.details.documents : 0;
    return (
      <Outcome kind="info" onPutAway={putAway}>
        {count === 0 ? say('stoppedBefore') : say('stopped', { count })}
      </Outcome>
    );
  }
  if (state.error !== null) {
    return (
      <Group align="flex-start" wrap="nowrap" gap={8}>
        <Stack flex={1}>
          <Problem error={state.error} />
        </Stack>
        <PutAway onClick={putAway} />
      </Group>
    );
  }
  if (state.result !== null) return <ImportDone result={state.result} onPutAway={putAway} />;
  if (progress === null) return <Text c="dimmed">{say('waiting')}</Text>;
  return (
    <Progress
      progress={progress}
      counted="bytes"
      name={say('importing')}
      stays={say('stays')}
      onCancel={() => void cancelJob(state.job)}
    />
  );
}

function ImportDone({ result, onPutAway }: { readonly result: ImportResult; readonly onPutAway: () => void }) {
  const say = useTexts(importTexts);
  const { added, newVersions, unchanged, skipped, failed, files } = result;
  const notTaken = skipped + failed;
  const [shown, setShown] = useState(notTaken > 0 && notTaken <= 20);
  const counts = [
    ...(added > 0 ? [say('added', { count: added })] : []),
    ...(newVersions > 0 ? [say('newVersions', { count: newVersions })] : []),
    ...(unchanged > 0 ? [say('unchanged', { count: unchanged })] : []),
  ];
  return (
    <Outcome kind={notTaken > 0 ? 'warning' : files.length === 0 ? 'info' : 'ok'} onPutAway={onPutAway}>
      <Text fw={600}>{counts.length === 0 && notTaken === 0 ? say('nothing') : counts.join(' · ')}</Text>
      {added + newVersions > 0 ? <Text>{say('originals')}</Text> : null}
      {files.length > 0 ? (
        <Button
          variant="subtle"
          color="gray"
          c="inherit"
          size="compact-sm"
          ml={-8}
          mt={4}
          aria-expanded={shown}
          rightSection={shown ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          onClick={() => setShown(!shown)}
        >
          {notTaken > 0 ? say('notTaken', { count: notTaken }) : say('showAll')}
        </Button>
      ) : null}
      {shown ? <ImportedFiles files={files} onlyNotTaken={notTaken > 0} /> : null}
    </Outcome>
  );
}
