import { Loader, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Findings } from '../../../ui/Findings/Findings.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { MomentTable } from '../../restore/MomentTable.tsx';
import { type Moment, momentsOf } from '../../restore/moments.ts';
import type { TargetStatus } from '../TargetCard.tsx';
import { useNameOfComputer } from '../use-name-of-computer.ts';
import { restoringTexts } from './texts.ts';

/** A moment to go back to, and where its backup lies. */
export interface ChosenMoment {
  readonly target: string;
  readonly moment: Moment;
}

/** The backups on one of the targets of this computer, with how far one can rely on each; a bad one cannot be chosen. */
export function ChooseMoment({
  chosen,
  onChange,
}: {
  readonly chosen: ChosenMoment | null;
  readonly onChange: (chosen: ChosenMoment | null) => void;
}) {
  const say = useTexts(restoringTexts);
  const status = useCall('backupStatus', {});
  const targets = status.data?.targets ?? [];
  const [wanted, setWanted] = useState(chosen?.target ?? null);
  const target = targets.find(({ id }) => id === wanted) ?? targets[0];
  const asked = { enabled: target !== undefined, refetchOnMount: 'always' } as const;
  const listed = useCall('backupMoments', { target: target?.id ?? '' }, asked);
  return (
    <Stack gap={12}>
      {targets.length > 1 ? (
        <Select
          label={say('target')}
          data={targets.map(({ id: value, name }) => ({ value, label: name }))}
          value={target?.id ?? null}
          onChange={(value) => {
            setWanted(value);
            onChange(null);
          }}
          allowDeselect={false}
        />
      ) : null}
      {listed.isLoading ? <Loader /> : null}
      <Problem error={status.error ?? listed.error} />
      {target && listed.data ? (
        <Offered
          target={target}
          listed={listed.data}
          chosen={chosen?.target === target.id ? chosen.moment.id : null}
          onChosen={(moment) => onChange({ target: target.id, moment })}
        />
      ) : null}
    </Stack>
  );
}

function Offered({
  target,
  listed,
  chosen,
  onChosen,
}: {
  readonly target: TargetStatus;
  readonly listed: WindowOutput<'backupMoments'>;
  readonly chosen: string | null;
  readonly onChosen: (moment: Moment) => void;
}) {
  const say = useTexts(restoringTexts);
  const formats = useFormats();
  const nameOf = useNameOfComputer();
  const moments = momentsOf(listed, target);
  const hint =
    target.verifiedAt === null
      ? say('momentsNever')
      : say('momentsHint', { time: formats.timeInText(target.verifiedAt) });
  const isDoubtful = listed.findings.length > 0 || target.alerts.includes('verification-failed');
  return (
    <>
      {isDoubtful ? <Notice kind="danger">{say('momentsFound')}</Notice> : null}
      {listed.findings.length > 0 ? <Findings findings={listed.findings} /> : null}
      {listed.writers.some(({ isStale }) => isStale) ? <Notice kind="warning">{say('momentsStale')}</Notice> : null}
      {moments.length === 0 ? (
        <Text c="dimmed">{say('momentsNone')}</Text>
      ) : (
        <>
          {isDoubtful ? null : (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
          <MomentTable moments={moments} chosen={chosen} onChosen={onChosen} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
