import { Button, Group, SimpleGrid, Text } from '@mantine/core';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Bdi } from '../../ui/Bdi.tsx';
import { Fact } from '../../ui/Fact.tsx';
import { Findings } from '../../ui/Findings/Findings.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
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
  const { passed, isStale, findings, report } = result;
  return (
    <Panel title={say(passed ? 'passedTitle' : 'failedTitle')} width={720}>
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
    </Panel>
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
