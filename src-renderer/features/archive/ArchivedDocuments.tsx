import { Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconFileExport } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { baseName } from '../../client/document-path.ts';
import { useCall } from '../../client/query.ts';
import { useLongAct } from '../../client/use-job.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { DataTable } from '../../ui/DataTable/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Outcome } from '../../ui/Outcome.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Split } from '../../ui/Split/Split.tsx';
import { ArchivedPanel } from './ArchivedPanel.tsx';
import { type Archived, archivedNamed } from './archived.ts';
import { archiveTexts } from './texts.ts';
import { useArchivedColumns } from './use-archived-columns.tsx';

const documentKey = ({ id }: Archived) => id;
const documentName = ({ name }: Archived) => name;
const byFolder = { column: 'folder', descending: false } as const;
const byName = { column: 'name', descending: false } as const;

type Asked = { readonly act: 'export' | 'return'; readonly document: Archived };

/** What is in the open archive. @param folder only of this one; null: of all. @param reason that it was opened with. */
export function ArchivedDocuments({ folder, reason }: { readonly folder: string | null; readonly reason: string }) {
  const say = useTexts(archiveTexts);
  const list = useCall('archiveList', folder === null ? {} : { folder });
  const folders = useCall('folderList', {});
  const exporting = useLongAct('archiveExport');
  const returning = useLongAct('archiveReturn');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useCommand('find', () => field.current?.focus());
  const acts = useMemo(
    () => ({
      onExport: (document: Archived) => setAsked({ act: 'export', document }),
      onReturn: (document: Archived) => setAsked({ act: 'return', document }),
    }),
    [],
  );
  const openedDocument = list.data?.documents.find(({ id }) => id === opened);
  const columns = useArchivedColumns({ ofFolder: folder !== null, narrow: openedDocument !== undefined, ...acts });
  const rows = useMemo(
    () => (list.data === undefined ? undefined : archivedNamed(list.data.documents, text)),
    [list.data, text],
  );
  const broken = list.data?.broken.length ?? 0;
  const isEmpty = list.data?.documents.length === 0;
  const confirm = ({ act, document }: Asked) => {
    setAsked(null);
    const where = { folder: document.folder, document: document.id };
    if (act === 'export') exporting.act.mutate(where);
    else returning.act.mutate(where);
  };
  const running = [
    { ...exporting, name: 'exportTitle' as const },
    { ...returning, name: 'returning' as const },
  ].find(({ act }) => act.isPending);
  useCommand('export', openedDocument ? () => acts.onExport(openedDocument) : null);
  const panel =
    openedDocument === undefined
      ? null
      : {
          label: say('panel'),
          title: baseName(openedDocument.name),
          closeText: say('closePanel'),
          acts: [
            { text: say('export'), Icon: IconFileExport, act: () => acts.onExport(openedDocument) },
            { text: say('return'), Icon: IconArrowBackUp, act: () => acts.onReturn(openedDocument) },
          ],
          content: <ArchivedPanel document={openedDocument} onExport={() => acts.onExport(openedDocument)} />,
        };
  const returnedTo = folders.data?.folders.find(({ id }) => id === returning.act.data?.folder)?.name;
  return (
    <>
      {isEmpty ? null : <SearchField ref={field} label={say('find')} value={text} onChange={setText} maw={320} />}
      {broken > 0 ? <Notice kind="danger">{say('broken', { count: broken })}</Notice> : null}
      {running ? (
        <Progress progress={running.progress} counted="bytes" name={say(running.name)} onCancel={running.cancel} />
      ) : null}
      {exporting.act.data ? (
        <Outcome kind="warning" onPutAway={exporting.act.reset}>
          {say('exported', { name: exporting.act.data.name })}
        </Outcome>
      ) : null}
      {returning.act.data ? (
        <Outcome kind="ok" onPutAway={returning.act.reset}>
          {say('returned', { name: returning.act.data.name, folder: returnedTo ?? '' })}
        </Outcome>
      ) : null}
      <Problem error={list.error ?? exporting.act.error ?? returning.act.error} />
      <Split onClose={() => setOpened(null)} panel={panel}>
        <DataTable
          label={say('documents')}
          rows={rows}
          rowKey={documentKey}
          rowName={documentName}
          columns={columns}
          firstSort={folder === null ? byFolder : byName}
          // Keys that go through the rows open nothing here: all that is opened is logged.
          onOpen={({ id }) => setOpened(id)}
          empty={<Empty text={say(isEmpty ? (folder === null ? 'empty' : 'emptyFolder') : 'nothingFound')} />}
        />
      </Split>
      {asked === null ? null : (
        <Confirm
          opened
          title={say(asked.act === 'export' ? 'exportTitle' : 'returnTitle')}
          verb={say(asked.act)}
          onConfirm={() => confirm(asked)}
          onCancel={() => setAsked(null)}
        >
          <Stack gap={12}>
            {asked.act === 'export' ? (
              <>
                <Notice kind="warning">{say('exportWarning', { name: asked.document.name })}</Notice>
                <Text>{say('exportLogged', { reason })}</Text>
              </>
            ) : (
              <>
                <Text>
                  {say('returnText', {
                    name: asked.document.name,
                    folder: asked.document.folderName,
                    count: asked.document.versions.length,
                  })}
                </Text>
                <Notice kind="warning">{say('returnSeen')}</Notice>
              </>
            )}
          </Stack>
        </Confirm>
      )}
    </>
  );
}
