import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import type { GoEntry } from '../../app/entry-place.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Steps } from '../../ui/Steps.tsx';
import { emptyFields } from '../backups/AddTarget/fields.ts';
import type { GivenKey } from '../kit/KeyEntry.tsx';
import { AskTicket } from './AskTicket.tsx';
import { KeyStep } from './KeyStep.tsx';
import { MomentStep } from './MomentStep.tsx';
import { PlaceStep } from './PlaceStep.tsx';
import { Restored } from './Restored.tsx';
import { SourceStep } from './SourceStep.tsx';
import { restoreTexts } from './texts.ts';
import { VerdictStep } from './VerdictStep.tsx';

const steps = ['stepPlace', 'stepKey', 'stepMoment', 'stepFolder', 'stepRestore'] as const;
type Step = (typeof steps)[number];

export type Source = WindowOutput<'restoreConnect'>;
export type Place = NonNullable<WindowOutput<'restoreChoosePlace'>>;
export type Verdict = WindowOutput<'restoreVerdict'>;
export type Outcome = NonNullable<WindowOutput<'restoreRun'>['restored']>;

/** Getting a vault back from its backups, on a computer that need not know it. Nothing is written before the last step. */
export function Restore({ go }: { readonly go: GoEntry }) {
  const say = useTexts(restoreTexts);
  const [step, setStep] = useState<Step>('stepPlace');
  const [asks, setAsks] = useState(false);
  const [fields, setFields] = useState(emptyFields);
  const [source, setSource] = useState<Source | null>(null);
  const [given, setGiven] = useState<GivenKey | null>(null);
  const [moment, setMoment] = useState<string | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (asks) return <AskTicket onClose={() => setAsks(false)} />;
  if (outcome !== null && place !== null) {
    return <Restored outcome={outcome} place={place} hasKey={given?.kind === 'recovery-key'} go={go} />;
  }
  const byTicket = given?.kind === 'ticket';
  return (
    <Stack gap={24} w="100%" maw={900} align="center">
      <Steps
        label={say('steps')}
        steps={steps.filter((one) => !(byTicket && one === 'stepMoment')).map((one) => say(one))}
        now={steps.filter((one) => !(byTicket && one === 'stepMoment')).indexOf(step)}
      />
      {step === 'stepPlace' || source === null ? (
        <SourceStep
          fields={fields}
          onFields={setFields}
          onAskTicket={() => setAsks(true)}
          onBack={() => go({ at: 'welcome' })}
          onNext={(reached) => {
            setSource(reached);
            setStep('stepKey');
          }}
        />
      ) : step === 'stepKey' || given === null ? (
        <KeyStep
          vaults={source.vaults}
          given={given}
          onGiven={(key) => {
            setGiven(key);
            setMoment(null);
          }}
          onAskTicket={() => setAsks(true)}
          onBack={() => setStep('stepPlace')}
          onNext={() => setStep(byTicket ? 'stepFolder' : 'stepMoment')}
        />
      ) : step === 'stepMoment' ? (
        <MomentStep
          source={source.source}
          recoveryKey={given.handle}
          chosen={moment}
          onChosen={setMoment}
          onBack={() => setStep('stepKey')}
          onNext={() => setStep('stepFolder')}
        />
      ) : step === 'stepFolder' || place === null || verdict === null ? (
        <PlaceStep
          wanted={{ source: source.source, by: { kind: given.kind, handle: given.handle }, snapshot: moment }}
          place={place}
          onPlace={setPlace}
          onBack={() => setStep(byTicket ? 'stepKey' : 'stepMoment')}
          onNext={(told) => {
            setVerdict(told);
            setStep('stepRestore');
          }}
        />
      ) : (
        <VerdictStep
          source={source.source}
          by={{ kind: given.kind, handle: given.handle }}
          place={place}
          verdict={verdict}
          onBack={() => setStep('stepFolder')}
          onDone={setOutcome}
        />
      )}
    </Stack>
  );
}
