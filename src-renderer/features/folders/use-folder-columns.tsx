import { IconFolder, IconUserSquare } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { sortName } from '../../i18n/sort-name.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Column } from '../../ui/DataTable/columns.ts';
import { NameText } from '../../ui/DataTable/NameText.tsx';
import type { FolderRow } from './folder-row.ts';
import { folderListTexts } from './texts.ts';

/** The icon before a name, and the room between them. */
const iconPx = 26;

/** The columns of the list of folders. */
export function useFolderColumns(): readonly Column<FolderRow>[] {
  const say = useTexts(folderListTexts);
  const formats = useFormats();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the formats change with the language, as all texts do
  return useMemo(
    () => [
      {
        key: 'name',
        header: say('name'),
        width: { names: ({ name }) => name, besides: iconPx },
        sortBy: ({ name }) => sortName(name),
        cell: ({ name, kind }) => (
          <>
            <KindIcon kind={kind} label={say(kind === 'client' ? 'clientFolder' : 'personnelFolder')} />
            <NameText name={name} />
          </>
        ),
      },
      {
        key: 'documents',
        header: say('documents'),
        width: '116px',
        align: 'end',
        sortBy: ({ documents }) => documents,
        cell: ({ documents }) => (documents === null ? '' : formats.number(documents)),
      },
      {
        key: 'changed',
        header: say('changed'),
        width: '152px',
        sortBy: ({ changedAt }) => changedAt,
        cell: ({ changedAt }) => (changedAt === null ? '' : formats.timeInTable(changedAt)),
      },
      {
        key: 'right',
        header: say('myRight'),
        width: '104px',
        sortBy: ({ rights }) => say(rights),
        cell: ({ rights }) => say(rights),
      },
      {
        key: 'people',
        header: say('people'),
        width: '96px',
        align: 'end',
        sortBy: ({ people }) => people,
        cell: ({ people }) => (people === null ? '' : formats.number(people)),
      },
    ],
    [formats],
  );
}

function KindIcon({ kind, label }: { readonly kind: FolderRow['kind']; readonly label: string }) {
  const Icon = kind === 'client' ? IconFolder : IconUserSquare;
  return (
    <Icon
      size={18}
      stroke={1.5}
      role="img"
      aria-label={label}
      style={{ flex: 'none', color: `var(--dk-${kind === 'client' ? 'muted' : 'accent'})` }}
    />
  );
}
