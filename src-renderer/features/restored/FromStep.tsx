import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WindowInput } from '../../../src-main/contract/window/calls.ts';
import type { Vault } from '../../app/entry-place.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StepForm } from '../../ui/StepForm.tsx';
import { emptyFields } from '../backups/AddTarget/fields.ts';
import { SourceStep } from '../restore/SourceStep.tsx';
import { restoredTexts } from './texts.ts';

type NewerBackups = WindowInput<'restoreFinish'>['newerBackups'];

/** Where what has happened since the backup can be read: a target of this computer, another place, or nowhere any more. @param time of the backup. */
export function FromStep({
  vault,
  time,
  onBack,
  onNext,
}: {
  readonly vault: Vault;
  readonly time: string | null;
  readonly onBack: () => void;
  readonly onNext: (chosen: NewerBackups) => void;
}) {
  const say = useTexts(restoredTexts);
  const targets = useCall('restoredTargets', { handle: vault.handle }, { refetchOnMount: 'always' });
  const [chosen, setChosen] = useState<string | null>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const [fields, setFields] = useState(emptyFields);
  const known = targets.data ?? [];
  const wanted = chosen ?? known[0]?.id ?? 'place';
  if (elsewhere) {
    return (
      <SourceStep
        fields={fields}
        onFields={setFields}
        onAskTicket={null}
        onBack={() => setElsewhere(false)}
        onNext={({ source }) => onNext({ kind: 'place', source })}
      />
    );
  }
  return (
    <StepForm
      title={say('fromTitle')}
      next={say('next')}
      back={say('back')}
      ready={!targets.isPending}
      onBack={onBack}
      onNext={() => {
        if (wanted === 'place') setElsewhere(true);
        else onNext(wanted === 'none' ? { kind: 'none' } : { kind: 'target', target: wanted });
      }}
    >
      <Problem error={targets.error} />
      <Text>{time === null ? say('fromWhyUnknown') : say('fromWhy', { time })}</Text>
      <Radio.Group label={say('stepFrom')} value={wanted} onChange={setChosen}>
        <Stack gap={8} mt={8}>
          {known.map(({ id, name }) => (
            <Radio key={id} value={id} label={name} />
          ))}
          <Radio value="place" label={say('fromPlace')} />
          <Radio value="none" label={say('fromNone')} />
        </Stack>
      </Radio.Group>
      {wanted === 'none' ? (
        <Notice kind="warning" title={say('fromNoneTitle')}>
          <Text>{say('fromNoneWhy')}</Text>
        </Notice>
      ) : null}
    </StepForm>
  );
}
