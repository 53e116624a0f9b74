import { Accordion, Anchor, Stack, Text, Title } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useAct, useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Problem } from '../../ui/Problem.tsx';
import { aboutTexts } from './texts.ts';

const links = [
  { link: 'age', text: 'linkAge' },
  { link: 'ap', text: 'linkAp' },
  { link: 'ap-data-breach', text: 'linkBreach' },
] as const;

/** Their names with their versions, those that are there. */
function enginesText({ electron, chromium, node }: WindowOutput<'startState'>['engines']): string {
  const engines = [['Electron', electron] as const, ['Chromium', chromium] as const, ['Node.js', node] as const];
  return engines.flatMap(([name, version]) => (version === null ? [] : `${name} ${version}`)).join(', ');
}

/** What the program is, and whose work is in it. */
export function About() {
  const say = useTexts(aboutTexts);
  const start = useCall('startState', {});
  const open = useAct('openLink');
  return (
    <>
      <section>
        <Title order={2} fz={16} lh="22px">
          {start.data ? say('program', { version: start.data.version }) : ''}
        </Title>
        <Text maw={640}>{say('what')}</Text>
        {start.data ? <Text c="dimmed">{say('engines', { engines: enginesText(start.data.engines) })}</Text> : null}
      </section>
      <section>
        <Title order={2} fz={16} lh="22px">
          {say('links')}
        </Title>
        <Text c="dimmed" mb={8}>
          {say('opensBrowser')}
        </Text>
        <Stack gap={4} align="flex-start">
          {links.map(({ link, text }) => (
            <Anchor key={link} component="button" onClick={() => open.mutate({ link })}>
              {say(text)}
            </Anchor>
          ))}
        </Stack>
        <Problem error={open.error} />
      </section>
      <Licences />
    </>
  );
}

function Licences() {
  const say = useTexts(aboutTexts);
  const licences = useCall('licences', {});
  return (
    <section>
      <Title order={2} fz={16} lh="22px">
        {say('licences')}
      </Title>
      <Problem error={licences.error} />
      {licences.data ? (
        <>
          <Text c="dimmed" mb={8}>
            {say('licencesCount', { count: licences.data.length })}
          </Text>
          <Accordion variant="contained" order={3}>
            {licences.data.map(({ name, version, licence, text }) => (
              <Accordion.Item key={`${name} ${version}`} value={`${name} ${version}`}>
                <Accordion.Control>{`${name} ${version} (${licence})`}</Accordion.Control>
                <Accordion.Panel>
                  <Text size="xs" lang="en" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {text}
                  </Text>
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        </>
      ) : null}
    </section>
  );
}
