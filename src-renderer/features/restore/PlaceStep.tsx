import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowInput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import type { Place, Verdict } from './Restore.tsx';
import { restoreTexts } from './texts.ts';

/** The folder of the vault that is to be. Then the backup is examined; still nothing is written. */
export function PlaceStep({
  wanted,
  place,
  onPlace,
  onBack,
  onNext,
}: {
  readonly wanted: WindowInput<'restoreVerdict'>;
  readonly place: Place | null;
  readonly onPlace: (place: Place) => void;
  readonly onBack: () => void;
  readonly onNext: (verdict: Verdict) => void;
}) {
  const say = useTexts(restoreTexts);
  const choose = useAct('restoreChoosePlace');
  const { act: examine, progress, cancel } = useLongAct('restoreVerdict');
  const [refused, setRefused] = useState(false);
  const take = (chosen: Place | null) => {
    if (chosen === null) return;
    const fits = chosen.isFree || chosen.isVault;
    setRefused(!fits);
    if (fits) onPlace(chosen);
  };
  return (
    <StepForm
      title={say('folderTitle')}
      next={say('check')}
      back={say('back')}
      ready={place !== null && !refused}
      busy={examine.isPending}
      holds
      onNext={() => examine.mutate(wanted, { onSuccess: onNext })}
      onBack={onBack}
    >
      <Text>{say('folderWhy')}</Text>
      <Group gap={12}>
        <Button variant="default" disabled={examine.isPending} onClick={() => choose.mutate({}, { onSuccess: take })}>
          {say('chooseFolder')}
        </Button>
        {place && !refused ? (
          <Text role="status" style={{ overflowWrap: 'anywhere' }}>
            {say('chosenFolder', { label: place.label })}
          </Text>
        ) : null}
      </Group>
      {refused ? (
        <Notice kind="warning" role="alert">
          {say('folderNotEmpty')}
        </Notice>
      ) : null}
      {place?.isVault && !refused ? <Notice kind="warning">{say('folderIsVault')}</Notice> : null}
      {examine.isPending ? <Progress progress={progress} name={say('checking')} onCancel={cancel} /> : null}
      <Problem error={choose.error ?? examine.error} />
    </StepForm>
  );
}
