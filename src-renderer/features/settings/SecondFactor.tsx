import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useSessionActs } from '../../app/session.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { AskPasswordAndCode } from './AskPasswordAndCode.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { SecondFactorSetup } from './SecondFactorSetup.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

type Open = 'set-up' | 'turn-off' | 'new-codes' | null;

/** One's own second factor: set up, turned off, or with new recovery codes. */
export function SecondFactor() {
  const say = useTexts(settingsTexts);
  const { change } = useSessionActs();
  const state = useCall('secondFactorState', {});
  const settings = useCall('officeSettings', {});
  const turnOff = useAct('secondFactorTurnOff');
  const newCodes = useAct('secondFactorNewCodes');
  const [open, setOpen] = useState<Open>(null);
  if (!state.data) return <Problem error={state.error} />;
  const isOn = state.data.state === 'on';
  const isCompulsory = settings.data?.secondFactor === 'compulsory';
  if (newCodes.data) {
    return <RecoveryCodes codes={newCodes.data.recoveryCodes} verb={say('ready')} onKept={() => newCodes.reset()} />;
  }
  if (open === 'set-up') {
    return (
      <SecondFactorSetup
        onBack={() => setOpen(null)}
        onDone={() => {
          setOpen(null);
          change({ secondFactor: 'on' });
        }}
      />
    );
  }
  return (
    <Section title={say('factorTitle')} what={say('factorWhat')}>
      <Text>{isOn ? say('factorOn', { count: state.data.recoveryCodesLeft }) : say('factorOff')}</Text>
      <Group gap={8}>
        {isOn ? (
          <>
            <Button variant="default" onClick={() => setOpen('new-codes')}>
              {say('newCodes')}
            </Button>
            {isCompulsory ? null : (
              <Button variant="default" onClick={() => setOpen('turn-off')}>
                {say('turnOff')}
              </Button>
            )}
          </>
        ) : (
          <Button onClick={() => setOpen('set-up')}>{say('setUp')}</Button>
        )}
      </Group>
      {isOn && isCompulsory ? <Text c="dimmed">{say('compulsoryOn')}</Text> : null}
      {open === 'turn-off' ? (
        <AskPasswordAndCode
          title={say('turnOffTitle')}
          what={say('turnOffWhat')}
          verb={say('turnOff')}
          busy={turnOff.isPending}
          error={turnOff.error}
          onGiven={(given) =>
            turnOff.mutate(given, {
              onSuccess: () => {
                setOpen(null);
                change({ secondFactor: 'off' });
              },
            })
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'new-codes' ? (
        <AskPasswordAndCode
          title={say('newCodesTitle')}
          what={say('newCodesWhat')}
          verb={say('newCodes')}
          busy={newCodes.isPending}
          error={newCodes.error}
          onGiven={(given) => newCodes.mutate(given, { onSuccess: () => setOpen(null) })}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Section>
  );
}
