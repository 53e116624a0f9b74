import { Button, Group, Paper, Stack, Title } from '@mantine/core';
import { useSessionActs } from '../../app/session.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SecondFactorSetup } from './SecondFactorSetup.tsx';
import { settingsTexts } from './texts.ts';

/** The office asks for a second factor and she has none: nothing else comes before. */
export function CompulsorySecondFactor() {
  const say = useTexts(settingsTexts);
  const { change, end } = useSessionActs();
  return (
    <Stack component="main" align="center" p={24} h="100vh" style={{ overflow: 'auto' }}>
      <Paper p={24} w={720} maw="100%" withBorder>
        <Stack gap={24}>
          <Group justify="space-between">
            <Title order={1} fz={20} lh="28px">
              {say('factorTitle')}
            </Title>
            <Button variant="default" onClick={() => end('by-hand')}>
              {say('lock')}
            </Button>
          </Group>
          <Notice kind="info">{say('factorAsked')}</Notice>
          <SecondFactorSetup onBack={null} onDone={() => change({ secondFactor: 'on' })} />
        </Stack>
      </Paper>
    </Stack>
  );
}
