import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { MomentTable } from './MomentTable.tsx';
import { momentsOf } from './moments.ts';
import { restoreTexts } from './texts.ts';

/** The moment that the vault goes back to: the newest that is complete, unless another is chosen. */
export function MomentStep({
  source,
  recoveryKey,
  chosen,
  onChosen,
  onBack,
  onNext,
}: {
  readonly source: string;
  readonly recoveryKey: string;
  readonly chosen: string | null;
  readonly onChosen: (id: string) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  const say = useTexts(restoreTexts);
  const listed = useCall('restoreMoments', { source, key: recoveryKey }, { refetchOnMount: 'always' });
  const moments = listed.data ? momentsOf(listed.data, null) : [];
  const newest = moments.find(({ standing }) => standing !== 'bad')?.id ?? null;
  useEffect(() => {
    if (chosen === null && newest !== null) onChosen(newest);
  }, [chosen, newest, onChosen]);
  const notVouched = listed.data?.writers.filter(({ isVouchedFor }) => !isVouchedFor) ?? [];
  const findings = listed.data?.findings.length ?? 0;
  return (
    <StepForm
      title={say('momentTitle')}
      next={say('next')}
      back={say('back')}
      width={720}
      ready={chosen !== null && listed.data !== undefined}
      onNext={onNext}
      onBack={onBack}
    >
      <Text>{say('momentWhy')}</Text>
      {listed.isPending ? <Loading /> : null}
      <Problem error={listed.error} />
      {findings > 0 ? <Notice kind="warning">{say('findingsThere', { count: findings })}</Notice> : null}
      {notVouched.map(({ computer }) => (
        <Notice key={computer} kind="warning">
          {say('notVouched', { computer: computer.slice(0, 8) })}
        </Notice>
      ))}
      {listed.data && newest === null ? <Notice kind="danger">{say('noMoments')}</Notice> : null}
      {moments.length > 0 ? (
        <MomentTable moments={moments} chosen={chosen} onChosen={({ id }) => onChosen(id)} />
      ) : null}
    </StepForm>
  );
}
