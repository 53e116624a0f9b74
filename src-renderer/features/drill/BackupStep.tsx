import { Radio, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { WindowInput } from '../../../src-main/contract/window/calls.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { emptyFields } from '../backups/AddTarget/fields.ts';
import { useNameOfComputer } from '../backups/use-name-of-computer.ts';
import { MomentTable } from '../restore/MomentTable.tsx';
import { momentsOf } from '../restore/moments.ts';
import { SourceStep } from '../restore/SourceStep.tsx';
import { drillTexts } from './texts.ts';

type From = WindowInput<'drillMoments'>['from'];

/** As calls take it. */
export interface ChosenBackup {
  readonly from: From;
  readonly snapshot: string;
}

/** No target is called so: names have no spaces at their ends. */
const elsewhere = ' ';

/** Which backup is tested: the newest of the first target, unless another is chosen, or one that lies at another place. */
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
  const [before] = useState(chosen?.from ?? null);
  const [named, setNamed] = useState(before === null ? null : before.by === 'target' ? before.target : elsewhere);
  const wanted = named ?? (targets.data ? (targets.data[0]?.name ?? elsewhere) : null);
  const [source, setSource] = useState(before?.by === 'place' ? before.source : null);
  const [seeks, setSeeks] = useState(false);
  const [fields, setFields] = useState(emptyFields);
  const [vault, setVault] = useState<string | null>(null);
  if (seeks) {
    return (
      <SourceStep
        fields={fields}
        onFields={setFields}
        onAskTicket={null}
        onBack={() => setSeeks(false)}
        onNext={(reached) => {
          onChosen(null);
          setSource(reached.source);
          setSeeks(false);
        }}
      />
    );
  }
  const from = fromOf(wanted, source);
  const mustSeek = wanted === elsewhere && source === null;
  return (
    <StepForm
      title={say('backupTitle')}
      next={say('next')}
      back={say('back')}
      width={720}
      ready={mustSeek || (chosen !== null && vault !== null)}
      onNext={() => {
        if (mustSeek) setSeeks(true);
        else if (vault !== null) onNext(vault);
      }}
      onBack={onBack}
    >
      <Text>{say('backupWhy')}</Text>
      <Problem error={targets.error} />
      {targets.data && targets.data.length === 0 ? <Notice kind="info">{say('noTargets')}</Notice> : null}
      {targets.data ? (
        <Radio.Group
          label={say('target')}
          value={wanted}
          onChange={(name) => {
            onChosen(null);
            setNamed(name);
          }}
        >
          <Stack gap={8} mt={8}>
            {targets.data.map(({ id, name, place }) => (
              <Radio key={id} value={name} label={<Bdi>{name}</Bdi>} description={<Bdi>{place}</Bdi>} />
            ))}
            <Radio value={elsewhere} label={say('elsewhere')} description={say('elsewhereWhat')} />
          </Stack>
        </Radio.Group>
      ) : null}
      {from === null ? null : (
        <Moments key={JSON.stringify(from)} from={from} chosen={chosen} onChosen={onChosen} onVault={setVault} />
      )}
    </StepForm>
  );
}

function fromOf(wanted: string | null, source: string | null): From | null {
  if (wanted === null) return null;
  if (wanted !== elsewhere) return { by: 'target', target: wanted };
  return source === null ? null : { by: 'place', source };
}

function Moments({
  from,
  chosen,
  onChosen,
  onVault,
}: {
  readonly from: From;
  readonly chosen: ChosenBackup | null;
  readonly onChosen: (chosen: ChosenBackup) => void;
  readonly onVault: (vault: string) => void;
}) {
  const say = useTexts(drillTexts);
  const nameOf = useNameOfComputer();
  const listed = useCall('drillMoments', { from }, { refetchOnMount: 'always' });
  const vault = listed.data?.vault ?? null;
  const moments = listed.data ? momentsOf(listed.data, null) : [];
  const newest = moments.find(({ standing }) => standing !== 'bad')?.id ?? null;
  useEffect(() => {
    if (vault !== null) onVault(vault);
    if (chosen === null && newest !== null) onChosen({ from, snapshot: newest });
  }, [vault, onVault, chosen, newest, from, onChosen]);
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
          onChosen={({ id }) => onChosen({ from, snapshot: id })}
          nameOf={nameOf}
        />
      ) : null}
    </>
  );
}
