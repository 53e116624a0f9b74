import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowInput } from '../../../src-main/contract/window/calls.ts';
import { useLongAct } from '../../client/use-job.ts';
import { isTypedName } from '../../i18n/folded.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { ageOf, isTypedAge } from './age.ts';
import type { Outcome, Place, Verdict } from './Restore.tsx';
import { restoreTexts } from './texts.ts';
import { VerdictText } from './VerdictText.tsx';

/** What is known of the backup before anything is written; what is not as it should be has to be confirmed. Then it is restored. */
export function VerdictStep({
  source,
  by,
  place,
  verdict: first,
  onBack,
  onDone,
}: {
  readonly source: string;
  readonly by: WindowInput<'restoreVerdict'>['by'];
  readonly place: Place;
  readonly verdict: Verdict;
  readonly onBack: () => void;
  readonly onDone: (outcome: Outcome) => void;
}) {
  const say = useTexts(restoreTexts);
  const sayUi = useTexts(uiTexts);
  const { act: run, progress, cancel } = useLongAct('restoreRun');
  const [verdict, setVerdict] = useState(first);
  const [typedAge, setTypedAge] = useState('');
  const [typedName, setTypedName] = useState('');
  const [now] = useState(() => Date.now());
  const age = ageOf(verdict.snapshot.at, now);
  const said = say(age.unit, { count: age.count });
  const isAsItShouldBe = verdict.findings.length === 0 && !verdict.isStale;
  const isConfirmed =
    (isAsItShouldBe || isTypedAge(typedAge, age, said)) && (!place.isVault || isTypedName(typedName, place.label));
  const restore = () =>
    run.mutate(
      {
        source,
        by,
        snapshot: verdict.snapshot.hash,
        place: place.handle,
        inPlace: place.isVault,
        acceptFindings: !isAsItShouldBe,
      },
      {
        onSuccess: ({ restored, vault: _, ...standing }) => {
          if (restored !== null) onDone(restored);
          // Something has become otherwise there since it was examined, and nothing was written.
          else setVerdict({ ...verdict, ...standing });
        },
      },
    );
  const wasCancelled = run.error?.code === 'cancelled';
  return (
    <StepForm
      title={say('verdictTitle')}
      next={say('restore')}
      back={say('back')}
      width={640}
      ready={verdict.isAcceptable && isConfirmed}
      busy={run.isPending}
      holds
      onNext={restore}
      onBack={onBack}
    >
      <VerdictText verdict={verdict} place={place} age={said} />
      {verdict.isAcceptable && !run.isPending ? (
        <Stack gap={16}>
          {isAsItShouldBe ? null : (
            <TextInput
              label={say('retypeAge', { age: said })}
              description={say('retypeAgeHint')}
              value={typedAge}
              onChange={(event) => setTypedAge(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
            />
          )}
          {place.isVault ? (
            <>
              <Notice kind="warning" title={say('setAsideTitle', { label: place.label })}>
                {say('setAsideWhy')}
              </Notice>
              <TextInput
                label={sayUi('typeName', { name: place.label })}
                value={typedName}
                onChange={(event) => setTypedName(event.currentTarget.value)}
                autoComplete="off"
                spellCheck={false}
              />
            </>
          ) : null}
        </Stack>
      ) : null}
      {run.isPending ? (
        <Progress
          progress={progress}
          counted="bytes"
          name={say('restoring')}
          stays={say('cancelStays')}
          onCancel={cancel}
        />
      ) : null}
      {wasCancelled ? (
        <div role="status">
          <Notice kind="info">{say('cancelled')}</Notice>
        </div>
      ) : (
        <Problem error={run.error} />
      )}
    </StepForm>
  );
}
