import { IconFile, IconFolder } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Route } from '../../app/routes.ts';
import { baseName, directoryOf } from '../../client/document-path.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { DataTable } from '../../ui/DataTable/DataTable.tsx';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import { Empty } from '../../ui/Empty.tsx';
import type { FolderRow } from './folder-row.ts';
import { folderListTexts } from './texts.ts';
import type { FoundDocument } from './use-document-search.ts';

type Result =
  | { readonly kind: 'folder'; readonly of: FolderRow }
  | { readonly kind: 'document'; readonly of: FoundDocument };

const resultKey = ({ kind, of }: Result) => `${kind}-${of.id}`;
const resultName = ({ kind, of }: Result) => (kind === 'folder' ? of.name : baseName(of.name));

/** What was found: first folders, then documents with where they are. */
export function SearchResults({
  text,
  folders,
  documents,
  start,
  onOpen,
}: {
  readonly text: string;
  readonly folders: readonly FolderRow[];
  /** Null before the first answer. */
  readonly documents: readonly FoundDocument[] | null;
  /** The key of the row to begin at. */
  readonly start: string | null;
  /** @param row the key of the row that was opened. */
  readonly onOpen: (folder: Route, row: string) => void;
}) {
  const say = useTexts(folderListTexts);
  const formats = useFormats();
  const rows = useMemo<readonly Result[]>(
    () => [
      ...folders.map((of) => ({ kind: 'folder' as const, of })),
      ...(documents ?? []).map((of) => ({ kind: 'document' as const, of })),
    ],
    [folders, documents],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  const columns = useMemo<readonly Column<Result>[]>(
    () => [
      {
        key: 'name',
        header: say('name'),
        width: { names: resultName, besides: 26 },
        cell: (result) => {
          const Icon = result.kind === 'folder' ? IconFolder : IconFile;
          return (
            <>
              <Icon size={18} stroke={1.5} aria-hidden style={{ flex: 'none', color: 'var(--dk-muted)' }} />
              <NameText name={resultName(result)} />
            </>
          );
        },
      },
      {
        key: 'folder',
        header: say('folder'),
        width: { names: ({ kind, of }) => (kind === 'document' ? of.folderName : '') },
        cell: ({ kind, of }) => (kind === 'document' ? <NameText name={of.folderName} /> : ''),
      },
      {
        key: 'path',
        header: say('path'),
        width: { names: ({ kind, of }) => (kind === 'document' ? directoryOf(of.name) || say('topDirectory') : '') },
        cell: ({ kind, of }) =>
          kind === 'document' ? <NameText name={directoryOf(of.name) || say('topDirectory')} /> : '',
      },
      {
        key: 'changed',
        header: say('changed'),
        width: '152px',
        cell: ({ kind, of }) => {
          const at = kind === 'document' ? of.modifiedAt : of.changedAt;
          return at === null ? '' : formats.timeInTable(at);
        },
      },
    ],
    [formats],
  );
  return (
    <DataTable
      label={say('found', { count: rows.length })}
      rows={documents === null && rows.length === 0 ? undefined : rows}
      rowKey={resultKey}
      rowName={resultName}
      columns={columns}
      start={start}
      onOpen={(result) => {
        const { kind, of } = result;
        const folder = kind === 'folder' ? of.id : of.folder;
        onOpen(
          { screen: 'folder', folder, tab: 'documents', ...(kind === 'document' ? { document: of.id } : {}) },
          resultKey(result),
        );
      }}
      empty={<Empty text={say('nothingFound', { text })} />}
    />
  );
}
