import { Button, Text } from '@mantine/core';
import { useSessionActs } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

/** Where the keys of this computer lie, and the kit that is the only way back. */
export function SecurityTab() {
  const say = useTexts(settingsTexts);
  const { end } = useSessionActs();
  const status = useCall('statusDetailed', {});
  return (
    <>
      <Section title={say('keychain')}>
        <Problem error={status.error} />
        {status.data?.keychain === 'os' ? <Text>{say('keychainOs')}</Text> : null}
        {status.data?.keychain === 'file' ? <Notice kind="warning">{say('keychainFile')}</Notice> : null}
      </Section>
      <Section title={say('kit')} what={say('kitWhat')}>
        <Text maw={640}>{say('kitHow')}</Text>
        <Button variant="default" onClick={() => end('by-hand')}>
          {say('lock')}
        </Button>
      </Section>
    </>
  );
}
