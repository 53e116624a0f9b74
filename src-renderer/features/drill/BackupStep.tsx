import { Radio, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { useNameOfComputer } from '../backups/use-name-of-computer.ts';
import { MomentTable } from '../restore/MomentTable.tsx';
import { momentsOf } from '../restore/moments.ts';
import { drillTexts } from './texts.ts';

/** As calls take it. */
export interface ChosenBackup {
  readonly target: string;
  readonly snapshot: string;
}

/** Which backup is tested: the newest of the first target, unless another is chosen. */
export function BackupStep({
  chosen,
  onChosen,
  onBack,
  onNext,
}: {
  readonly chosen: ChosenBackup | null;
  readonly onChosen: (chosen: ChosenBackup | null) => void;
  readonly onBack: () => void;
  /** @param vault of which the backup is. */
  readonly onNext: (vault: string) => void;
}) {
  const say = useTexts(drillTexts);
  const targets = useCall('backupTargetList', {});
  const [named, setNamed] = useState(chosen?.target ?? null);
  const target = named ?? targets.data?.[0]?.name ?? null;
  const [vault, setVault] = useState<string | null>(null);
  return (
    <StepForm
      title={say('backupTitle')}
      next={say('next')}
      back={say('back')}
      width={720}
      ready={chosen !== null && vault !== null}
      onNext={() => vault !== null && onNext(vault)}
      onBack={onBack}
    >
      <Text>{say('backupWhy')}</Text>
      <Problem error={targets.error} />
      {targets.data && targets.data.length === 0 ? <Notice kind="info">{say('noTargets')}</Notice> : null}
      {targets.data && targets.data.length > 1 ? (
        <Radio.Group
          label={say('target')}
          value={target}
          onChange={(name) => {
            onChosen(null);
            setNamed(name);
          }}
        >
          <Stack gap={8} mt={8}>
            {targets.data.map(({ id, name, place }) => (
              <Radio key={id} value={name} label={<Bdi>{name}</Bdi>} description={<Bdi>{place}</Bdi>} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      {target === null ? null : (
        <Moments key={target} target={target} chosen={chosen} onChosen={onChosen} onVault={setVault} />
      )}
    </StepForm>
  );
}

function Moments({
  target,
  chosen,
  onChosen,
  onVault,
}: {
  readonly target: string;
  readonly chosen: ChosenBackup | null;
  readonly onChosen: (chosen: ChosenBackup) => void;
  readonly onVault: (vault: string) => void;
}) {
  const say = useTexts(drillTexts);
  const nameOf = useNameOfComputer();
  const listed = useCall('backupMoments', { target }, { refetchOnMount: 'always' });
  const vault = listed.data?.vault ?? null;
  const moments = listed.data ? momentsOf(listed.data, null) : [];
  const newest = moments.find(({ standing }) => standing !== 'bad')?.id ?? null;
  useEffect(() => {
    if (vault !== null) onVault(vault);
    if (chosen === null && newest !== null) onChosen({ target, snapshot: newest });
  }, [vault, onVault, chosen, newest, target, onChosen]);
  const findings = listed.data?.findings.length ?? 0;
  return (
    <>
      {listed.isPending ? <Loading /> : null}
      <Problem error={listed.error} />
      {findings > 0 ? <Notice kind="warning">{say('findingsThere', { count: findings })}</Notice> : null}
      {listed.data && moments.length === 0 ? <Notice kind="info">{say('noMoments')}</Notice> : null}
      {moments.length > 0 ? (
        <MomentTable
          moments={moments}
          chosen={chosen?.snapshot ?? null}
          onChosen={({ id }) => onChosen({ target, snapshot: id })}
          nameOf={nameOf}
        />
      ) : null}
    </>
  );
}
