import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallError } from '../../client/client.ts';
import { useErrorText } from '../../client/errors.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { type AlertReason, alertsOf } from './alerts.ts';
import type { TargetStatus } from './TargetCard.tsx';
import { backupTexts } from './texts.ts';

/** What keeps one from relying on a target, the gravest first, with what to do. @param onRetention shows what is kept there, and why. */
export function Alerts({ target, onRetention }: { readonly target: TargetStatus; readonly onRetention: () => void }) {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  const said = useSaid(target, onRetention);
  const { goodAt, changedAt } = target;
  return (
    <>
      {alertsOf(target).map(({ reason, kind }) => (
        <Notice key={reason} kind={kind} {...said[reason]()} />
      ))}
      {changedAt !== null && goodAt !== null ? (
        <Text size="sm" c="dimmed">
          {say('waiting', { time: formats.timeInText(changedAt) })}
        </Text>
      ) : null}
    </>
  );
}

interface Said {
  readonly title?: string;
  readonly children: ReactNode;
}

function useSaid(
  { goodAt, failed, space, pruning }: TargetStatus,
  onRetention: () => void,
): Readonly<Record<AlertReason, () => Said>> {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  const errorText = useErrorText();
  const failureOf = (failure: TargetStatus['pruning']['failed']): string => {
    if (failure === null) return '';
    const { code, reason } = failure;
    const { what, todo } = errorText(new CallError(code, reason === null ? {} : { reason }));
    return `${what} ${todo}`;
  };
  const timeOf = (at: number | null | undefined): string => (typeof at === 'number' ? formats.timeInText(at) : '');
  const sizeOf = (bytes: number | undefined): string => formats.size(bytes ?? 0);
  return {
    'verification-failed': () => ({ children: say('alertVerification') }),
    'too-old': () => ({ children: say('alertTooOld', { time: timeOf(goodAt) }) }),
    never: () => ({ children: say('alertNever') }),
    'run-failed': () => ({
      title: say('failed', { count: failed?.inARow ?? 1, time: timeOf(failed?.at) }),
      children: failureOf(failed),
    }),
    'held-faults': () => ({
      title: say('alertFaults'),
      children: (
        <>
          <Text>{say('alertFaultsWhat')}</Text>
          <Button size="xs" variant="default" mt={8} onClick={onRetention}>
            {say('alertFaultsShow')}
          </Button>
        </>
      ),
    }),
    'nearly-full': () => ({
      title: say('alertNearlyFull', { free: sizeOf(space?.freeBytes), total: sizeOf(space?.totalBytes) }),
      children: say('alertNearlyFullWhat'),
    }),
    'held-clocks': () => ({ children: say('alertClocks') }),
    'held-target': () => ({ children: say('alertTarget') }),
    'pruning-failed': () => ({
      title: say('alertPruning', { time: timeOf(pruning.failed?.at) }),
      children: failureOf(pruning.failed),
    }),
    'removes-really': () => ({ title: say('alertRemoves'), children: say('alertRemovesWhat') }),
  };
}
