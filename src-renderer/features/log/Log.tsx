import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconListCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { takeOver } from '../../app/handover.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { colour } from '../../ui/colours.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { DataTable } from '../../ui/DataTable/DataTable.tsx';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Split } from '../../ui/Split/Split.tsx';
import { LogDetails } from './LogDetails.tsx';
import { LogFilters } from './LogFilters.tsx';
import { LogVerdict } from './LogVerdict.tsx';
import { noteChecked } from './last-check.ts';
import { type Entry, useSentence } from './sentence.ts';
import { logTexts } from './texts.ts';
import { type LogFilter, noFilter, useLog } from './use-log.ts';

const entryKey = ({ id }: Entry): string => id;

/** Who did what: every act of the office, found, verified and taken along. */
export function Log() {
  const say = useTexts(logTexts);
  const formats = useFormats();
  const sentence = useSentence();
  const [filter, setFilter] = useState<LogFilter>(() => ({ ...noFilter, about: takeOver('logSubject') }));
  const [opened, setOpened] = useState<Entry | null>(null);
  const [checkedAt, setCheckedAt] = useState(0);
  const [exporting, setExporting] = useState(false);
  const log = useLog(filter);
  const check = useLongAct('auditVerify');
  const taking = useLongAct('auditExport');
  useCommand('export', () => setExporting(true));

  const verify = () =>
    check.act.mutate(
      {},
      {
        onSuccess: ({ findings }) => {
          const at = Date.now();
          setCheckedAt(at);
          if (findings.length === 0) noteChecked(at);
        },
      },
    );
  const narrow = opened !== null;
  const panel =
    opened === null
      ? null
      : {
          label: say('details'),
          title: say('entry', { number: formats.number(opened.position) }),
          closeText: say('close'),
          acts: [],
          narrow: true,
          content: <LogDetails entry={opened} />,
        };
  const told = (entry: Entry): string =>
    narrow ? say('sentence', { who: entry.actor?.name ?? say('unknownWho'), what: sentence(entry) }) : sentence(entry);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  const columns = useMemo<readonly Column<Entry>[]>(
    () => [
      { key: 'time', header: say('columnTime'), width: '132px', cell: ({ at }) => formats.timeInTable(at) },
      // Beside the details there is no room for a column of names: who did it begins the sentence there.
      ...(narrow
        ? []
        : [
            {
              key: 'who',
              header: say('columnWho'),
              width: { names: ({ actor }: Entry) => actor?.name ?? say('unknownWho') },
              cell: ({ actor }: Entry) => <NameText name={actor?.name ?? say('unknownWho')} />,
            },
          ]),
      {
        key: 'did',
        header: say('columnDid'),
        width: 'minmax(240px, 400fr)',
        cell: (entry) => (
          <Text lineClamp={2} title={told(entry)} {...(entry.problem === null ? {} : { c: colour('danger'), fw: 600 })}>
            {entry.problem === null ? null : (
              <IconAlertTriangle size={16} stroke={1.5} aria-hidden style={{ marginInlineEnd: 4 }} />
            )}
            {told(entry)}
          </Text>
        ),
      },
    ],
    [formats, narrow],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const rowName = useMemo(() => sentence, [formats]);
  return (
    <Page
      title={say('title')}
      acts={
        <>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
            onClick={() => setExporting(true)}
          >
            {say('exportLog')}
          </Button>
          <Button
            leftSection={<IconListCheck size={16} stroke={1.5} aria-hidden />}
            disabled={check.act.isPending}
            onClick={verify}
          >
            {say('check')}
          </Button>
        </>
      }
    >
      {check.act.isPending ? (
        <Progress progress={check.progress} name={say('checking')} stays={say('checkStays')} onCancel={check.cancel} />
      ) : null}
      {check.act.isSuccess ? <LogVerdict verdict={check.act.data} at={checkedAt} /> : null}
      {taking.act.data ? (
        <Notice kind="ok">
          {say('exported', {
            count: taking.act.data.rows,
            number: formats.number(taking.act.data.rows),
            name: taking.act.data.name,
          })}
        </Notice>
      ) : null}
      {check.act.error?.code === 'cancelled' ? null : <Problem error={check.act.error} />}
      <LogFilters filter={filter} onChange={setFilter} />
      <Problem error={log.error} />
      <Split panel={panel} onClose={() => setOpened(null)}>
        <div style={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }} aria-busy={log.busy}>
          <DataTable
            label={say('table')}
            rows={log.error ? [] : log.entries}
            rowKey={entryKey}
            rowName={rowName}
            columns={columns}
            lines={2}
            onOpen={setOpened}
            onEnd={log.more}
            empty={<Empty text={say('empty')} />}
          />
        </div>
      </Split>
      <Confirm
        opened={exporting}
        title={say('exportTitle')}
        verb={say('exportLog')}
        busy={taking.act.isPending}
        endsByCancel
        error={taking.act.error}
        onCancel={() => {
          taking.cancel();
          setExporting(false);
        }}
        onConfirm={() => taking.act.mutate({}, { onSuccess: () => setExporting(false) })}
      >
        {say('exportText')}
        {taking.act.isPending ? (
          <Progress progress={taking.progress} name={say('exportTitle')} stays={say('exportStays')} />
        ) : null}
      </Confirm>
    </Page>
  );
}
