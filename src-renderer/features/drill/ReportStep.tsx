import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WindowInput, WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { drillTexts } from './texts.ts';

export type ChosenReport = NonNullable<WindowOutput<'drillChooseReport'>>;

/** Where the report goes; the test begins from here. */
export function ReportStep({
  chosen,
  onChosen,
  onBack,
  onNext,
}: {
  readonly chosen: ChosenReport | null;
  readonly onChosen: (chosen: ChosenReport) => void;
  readonly onBack: () => void;
  readonly onNext: (language: WindowInput<'drillRun'>['language']) => void;
}) {
  const say = useTexts(drillTexts);
  const { i18n } = useTranslation();
  const choose = useAct('drillChooseReport');
  return (
    <StepForm
      title={say('reportTitle')}
      next={say('start')}
      back={say('back')}
      ready={chosen !== null}
      onNext={() => onNext(i18n.language === 'en' ? 'en' : 'nl')}
      onBack={onBack}
    >
      <Text>{say('reportWhy')}</Text>
      {chosen === null ? null : (
        <div role="status">
          <Notice kind="ok">{say('chosenReport', { name: chosen.name })}</Notice>
        </div>
      )}
      <Group>
        <Button
          variant="default"
          onClick={() => choose.mutate({}, { onSuccess: (file) => file !== null && onChosen(file) })}
        >
          {say('chooseReport')}
        </Button>
      </Group>
      <Problem error={choose.error} />
    </StepForm>
  );
}
