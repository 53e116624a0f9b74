import { IconArrowBackUp, IconFileExport } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { personSortName, sortName } from '../../i18n/sort-name.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import { RowTool } from '../../ui/DataTable/RowTool.tsx';
import type { Archived } from './archived.ts';
import { archiveTexts } from './texts.ts';

interface Options {
  /** Of one folder its name need not be said. */
  readonly ofFolder: boolean;
  /** Beside a document there is room for the names only. */
  readonly narrow: boolean;
  readonly onExport: (document: Archived) => void;
  readonly onReturn: (document: Archived) => void;
}

/** The columns of the archive. @param options the same functions between renders. */
export function useArchivedColumns({ ofFolder, narrow, onExport, onReturn }: Options): readonly Column<Archived>[] {
  const say = useTexts(archiveTexts);
  const formats = useFormats();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  return useMemo(() => {
    const folder: Column<Archived> = {
      key: 'folder',
      header: say('folder'),
      width: { names: ({ folderName }) => folderName },
      sortBy: ({ folderName }) => sortName(folderName),
      cell: ({ folderName }) => <NameText name={folderName} />,
    };
    const name: Column<Archived> = {
      key: 'name',
      header: say('name'),
      width: { names: (document) => document.name },
      sortBy: (document) => document.name,
      cell: (document) => <NameText name={document.name} />,
    };
    const facts: readonly Column<Archived>[] = [
      {
        key: 'sealed',
        header: say('sealedAt'),
        width: '104px',
        sortBy: ({ sealedAt }) => sealedAt,
        cell: ({ sealedAt }) => formats.dayInTable(sealedAt),
      },
      {
        key: 'by',
        header: say('sealedBy'),
        width: { names: ({ sealedByName }) => sealedByName },
        sortBy: ({ sealedByName }) => personSortName(sealedByName),
        cell: ({ sealedByName }) => <NameText name={sealedByName} />,
      },
      {
        key: 'size',
        header: say('size'),
        width: '84px',
        align: 'end',
        sortBy: ({ sizeBytes }) => sizeBytes,
        cell: ({ sizeBytes }) => formats.size(sizeBytes),
      },
    ];
    const tools: Column<Archived> = {
      key: 'tools',
      header: say('tools'),
      headerHidden: true,
      width: '84px',
      align: 'end',
      cell: (document, tab) => (
        <>
          <RowTool
            icon={IconFileExport}
            says={say('exportOf', { name: document.name })}
            title={say('export')}
            tabIndex={tab}
            onClick={() => onExport(document)}
          />
          <RowTool
            icon={IconArrowBackUp}
            says={say('returnOf', { name: document.name })}
            title={say('return')}
            tabIndex={tab}
            onClick={() => onReturn(document)}
          />
        </>
      ),
    };
    // With the folders the names of both need the room that the size has else.
    const shown = narrow ? [] : ofFolder ? facts : facts.filter(({ key }) => key !== 'size');
    return [...(ofFolder ? [] : [folder]), name, ...shown, tools];
  }, [formats, ofFolder, narrow, onExport, onReturn]);
}
