import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Fact } from '../../ui/Fact.tsx';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { drillTexts } from './texts.ts';

type Result = WindowOutput<'drillRun'>;

/** What came of the test, in short: all of it is in the report. */
export function DrillResult({
  result,
  onAgain,
  onDone,
}: {
  readonly result: Result;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}) {
  const say = useTexts(drillTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { passed, isStale, findings, report } = result;
  return (
    <Paper p={24} w={720} maw="100%" withBorder>
      <Stack gap={16}>
        <Title order={1} fz={20} lh="28px" ref={heading} tabIndex={-1}>
          {say(passed ? 'passedTitle' : 'failedTitle')}
        </Title>
        <Notice kind={passed ? 'ok' : 'danger'} {...(passed ? {} : { role: 'alert' })}>
          {passed ? say('passed') : say('failed', { count: findings.length })} {say('removed')}
        </Notice>
        {isStale ? <Notice kind="warning">{say('stale')}</Notice> : null}
        {findings.length === 0 ? null : <Findings findings={findings} />}
        <Facts result={result} />
        <Notice kind="info" title={say('keepBoth')}>
          <Text size="sm">
            {say('report')}: <Bdi>{report.file}</Bdi>
          </Text>
          <Text size="sm">
            {say('signature')}: <Bdi>{report.signature}</Bdi>
          </Text>
        </Notice>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onAgain}>
            {say('again')}
          </Button>
          <Button onClick={onDone}>{say('done')}</Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Facts({ result: { snapshot, startedAt, endedAt, restoreMs, proved, beside } }: { readonly result: Result }) {
  const say = useTexts(drillTexts);
  const { number, duration, timeInText } = useFormats();
  return (
    <SimpleGrid component="dl" cols={2} m={0} verticalSpacing={12}>
      <Fact label={say('backup')}>{say('backupOf', { time: timeInText(snapshot.at), id: snapshot.id })}</Fact>
      {beside === null ? null : <Fact label={say('since')}>{say('entries', { count: beside.entriesSince })}</Fact>}
      {restoreMs === null ? null : <Fact label={say('restoreTime')}>{duration(restoreMs / 1000)}</Fact>}
      <Fact label={say(restoreMs === null ? 'testTook' : 'totalTime')}>{duration((endedAt - startedAt) / 1000)}</Fact>
      {proved === null || beside === null ? null : (
        <>
          <Fact label={say('documents')}>
            {say('documentsWhat', {
              all: number(proved.documents + proved.archived),
              archived: number(proved.archived),
            })}
          </Fact>
          <Fact label={say('beside')}>
            {say('besideWhat', { same: number(beside.documents.same), gone: number(beside.documents.gone) })}
          </Fact>
          <Fact label={say('access')}>{number(proved.accessLists)}</Fact>
          <Fact label={say('log')}>{say('entries', { count: proved.entries })}</Fact>
        </>
      )}
    </SimpleGrid>
  );
}
