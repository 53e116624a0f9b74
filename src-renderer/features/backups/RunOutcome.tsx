import { Stack } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { CallError } from '../../client/client.ts';
import { useErrorText } from '../../client/errors.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Outcome } from '../../ui/Outcome.tsx';
import { backupTexts } from './texts.ts';

type Run = WindowOutput<'backupRun'>['runs'][number];

/** What came of backups that were asked for by hand, target by target. */
export function RunOutcome({ runs, onPutAway }: { readonly runs: readonly Run[]; readonly onPutAway: () => void }) {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  const errorText = useErrorText();
  const outcomeOf = ({ target: { name }, outcome, snapshot, error }: Run): string => {
    if (error) {
      const { what, todo } = errorText(new CallError(error.code, error.details));
      return say('ranFailed', { name, what, todo });
    }
    const number = formats.number(snapshot?.number ?? 0);
    if (outcome === 'unchanged') return say('ranUnchanged', { name, number });
    const documents = formats.number(snapshot?.payloads ?? 0);
    return say('ranMade', { name, number, documents, size: formats.size(snapshot?.bytes ?? 0) });
  };
  return (
    <Stack gap={8}>
      {runs.map((run) => (
        <Outcome key={run.target.id} kind={run.error ? 'danger' : 'ok'} onPutAway={onPutAway}>
          {outcomeOf(run)}
        </Outcome>
      ))}
      {runs
        .filter(({ lostItsEnd }) => lostItsEnd)
        .map(({ target: { id, name } }) => (
          <Outcome key={id} kind="danger" onPutAway={onPutAway}>
            {say('ranLost', { name })}
          </Outcome>
        ))}
      {runs
        .filter(({ damaged }) => damaged.length > 0)
        .map(({ target: { id, name }, damaged }) => (
          <Outcome key={id} kind="danger" onPutAway={onPutAway}>
            {say('ranDamaged', { name, count: damaged.length })}
          </Outcome>
        ))}
    </Stack>
  );
}
