import { Button, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { MomentTable } from './MomentTable.tsx';
import { momentsOf } from './moments.ts';
import { restoreTexts } from './texts.ts';

/** As a target stands of which all was just read. */
const everythingVerified = { verifiedAt: Number.POSITIVE_INFINITY, alerts: [] };

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
  const verify = useLongAct('restoreVerify');
  const verified = verify.act.data;
  const findings = listed.data?.findings.length ?? 0;
  const isVerified = verified !== undefined && verified.findings.length === 0 && findings === 0;
  const moments = listed.data ? momentsOf(listed.data, isVerified ? everythingVerified : null) : [];
  const newest = moments.find(({ standing }) => standing !== 'bad')?.id ?? null;
  useEffect(() => {
    if (chosen === null && newest !== null) onChosen(newest);
  }, [chosen, newest, onChosen]);
  const notVouched = listed.data?.writers.filter(({ isVouchedFor }) => !isVouchedFor) ?? [];
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
      {verify.act.isPending ? (
        <Progress
          progress={verify.progress}
          counted="bytes"
          name={say('verifyingAll')}
          stays={say('verifyStays')}
          onCancel={verify.cancel}
        />
      ) : moments.length > 0 && !verified ? (
        <Group gap={12} wrap="nowrap">
          <Button variant="default" onClick={() => verify.act.mutate({ source, key: recoveryKey })}>
            {say('verifyAll')}
          </Button>
          <Text size="sm" c="dimmed">
            {say('verifyAllWhy')}
          </Text>
        </Group>
      ) : null}
      <div role="status">
        {isVerified ? <Notice kind="ok">{say('verifiedAll')}</Notice> : null}
        {verified && verified.findings.length > 0 ? (
          <Notice kind="danger" title={say('verdictFound', { count: verified.findings.length })}>
            {say('verdictFoundWhy')}
          </Notice>
        ) : null}
      </div>
      {verified && verified.findings.length > 0 ? <Findings findings={verified.findings} /> : null}
      {verify.act.error?.code === 'cancelled' ? null : <Problem error={verify.act.error} />}
    </StepForm>
  );
}
