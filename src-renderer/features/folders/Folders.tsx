import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useCommand } from '../../app/commands.ts';
import { useRouter } from '../../app/router.tsx';
import type { Route } from '../../app/routes.ts';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DataTable } from '../../ui/DataTable/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import classes from './Folders.module.css';
import { type FolderRow, folderRows, foldersNamed } from './folder-row.ts';
import { NewFolder } from './NewFolder.tsx';
import { SearchResults } from './SearchResults.tsx';
import { folderListTexts } from './texts.ts';
import { mostFound, useDocumentSearch } from './use-document-search.ts';
import { useFolderColumns } from './use-folder-columns.tsx';

type Kind = 'all' | FolderRow['kind'];
const kinds: readonly Kind[] = ['all', 'client', 'personnel'];
const folderKey = ({ id }: FolderRow) => id;
const folderName = ({ name }: FolderRow) => name;
const byName = { column: 'name', descending: false } as const;

/** Everything that one can open, and the search in it. */
export function Folders() {
  const say = useTexts(folderListTexts);
  const { route, go } = useRouter();
  const place = route.screen === 'folders' ? route.place : undefined;
  const isOfficer = useSession().role === 'privacy-officer';
  const [typed, setTyped] = useState(place?.text ?? '');
  const [kind, setKind] = useState<Kind>(place?.kind ?? 'all');
  const [making, setMaking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const text = typed.trim();
  const list = useCall('folderList', {});
  // What takes longer is asked when the list is there: the worker answers one after another.
  const summaries = useCall('folderSummaries', {}, { enabled: list.isSuccess });
  const search = useDocumentSearch(text);
  const columns = useFolderColumns();
  useCommand('find', () => field.current?.focus());
  useCommand('new', isOfficer ? () => setMaking(true) : null);

  const all = useMemo(
    () => (list.data === undefined ? undefined : folderRows(list.data.folders, summaries.data)),
    [list.data, summaries.data],
  );
  const rows = useMemo(() => all?.filter((row) => kind === 'all' || row.kind === kind), [all, kind]);
  const named = useMemo(() => (text === '' ? [] : foldersNamed(rows ?? [], text)), [rows, text]);
  const hasBothKinds = new Set(all?.map((row) => row.kind)).size > 1;
  const newFolder = (
    <Button leftSection={<IconFolderPlus size={18} stroke={1.5} aria-hidden />} onClick={() => setMaking(true)}>
      {say('newFolder')}
    </Button>
  );
  const open = (folder: Route, row: string) => go(folder, { screen: 'folders', place: { text, kind, row } });
  const isEmpty = all?.length === 0;
  const broken = list.data?.broken.length ?? 0;
  const found = named.length + (search.found?.length ?? 0);
  const count =
    text === ''
      ? say('shown', { count: rows?.length ?? 0 })
      : search.found?.length === mostFound
        ? say('foundFirst', { count: found })
        : say('found', { count: found });
  return (
    <Page title={say('title')} acts={isOfficer && !isEmpty ? newFolder : null}>
      {isEmpty ? null : (
        <Group gap={12} wrap="nowrap">
          <SearchField
            ref={field}
            label={say('search')}
            value={typed}
            onChange={setTyped}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              table.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
            }}
            maxLength={500}
            flex="0 1 400px"
          />
          {hasBothKinds ? (
            <SegmentedControl
              aria-label={say('kind')}
              value={kind}
              onChange={(value) => setKind(kinds.find((known) => known === value) ?? 'all')}
              data={[
                { value: 'all', label: say('allKinds') },
                { value: 'client', label: say('clients') },
                { value: 'personnel', label: say('personnel') },
              ]}
            />
          ) : null}
          <Text c="dimmed" size="xs" role="status" ml="auto" style={{ whiteSpace: 'nowrap' }}>
            {all === undefined || (text !== '' && search.found === null) ? '' : count}
          </Text>
        </Group>
      )}
      {broken > 0 ? <Notice kind="danger">{say('broken', { count: broken })}</Notice> : null}
      <Problem error={list.error ?? summaries.error ?? search.error} />
      <div ref={table} className={classes.table}>
        {text === '' ? (
          <DataTable
            label={say('title')}
            rows={rows}
            rowKey={folderKey}
            rowName={folderName}
            columns={columns}
            firstSort={byName}
            onOpen={({ id }) => open({ screen: 'folder', folder: id, tab: 'documents' }, id)}
            start={place?.row ?? null}
            empty={
              isEmpty ? (
                <Empty text={say(isOfficer ? 'emptyOfficer' : 'emptyOthers')} act={isOfficer ? newFolder : null} />
              ) : (
                <Empty text={say('nothingOfKind')} />
              )
            }
          />
        ) : (
          <SearchResults
            text={text}
            folders={named}
            documents={search.found}
            start={place?.row ?? null}
            onOpen={open}
          />
        )}
      </div>
      {making ? <NewFolder onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}
