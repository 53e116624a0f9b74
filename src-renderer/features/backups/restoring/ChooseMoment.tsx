import { Loader, Select, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAct, useCall } from '../../../client/query.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Findings } from '../../../ui/Findings/Findings.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { MomentTable } from './MomentTable.tsx';
import { type Moment, momentsOf } from './moments.ts';
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
  const moments = useAct('backupMoments');
  const targets = status.data?.targets ?? [];
  const [wanted, setWanted] = useState(chosen?.target ?? null);
  const target = targets.find(({ id }) => id === wanted) ?? targets[0];
  const id = target?.id;
  const { mutate, data } = moments;
  useEffect(() => {
    if (id !== undefined) mutate({ target: id });
  }, [id, mutate]);
  return (
    <Stack gap={12}>
      {targets.length > 1 ? (
        <Select
          label={say('target')}
          data={targets.map(({ id: value, name }) => ({ value, label: name }))}
          value={id ?? null}
          onChange={(value) => {
            setWanted(value);
            onChange(null);
          }}
          allowDeselect={false}
        />
      ) : null}
      {moments.isPending ? <Loader /> : null}
      <Problem error={status.error ?? moments.error} />
      {target && data ? (
        <Offered
          target={target}
          listed={data}
          chosen={chosen?.target === id ? (chosen?.moment.id ?? null) : null}
          onChoose={(moment) => onChange({ target: target.id, moment })}
        />
      ) : null}
    </Stack>
  );
}

type Status = Parameters<typeof momentsOf>[1];
type Listed = Parameters<typeof momentsOf>[0] & {
  readonly writers: readonly { readonly isStale: boolean }[];
};

function Offered({
  target,
  listed,
  chosen,
  onChoose,
}: {
  readonly target: Status;
  readonly listed: Listed;
  readonly chosen: string | null;
  readonly onChoose: (moment: Moment) => void;
}) {
  const say = useTexts(restoringTexts);
  const formats = useFormats();
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
          <MomentTable moments={moments} chosen={chosen} onChoose={onChoose} />
        </>
      )}
    </>
  );
}
