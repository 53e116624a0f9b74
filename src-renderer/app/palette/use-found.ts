import { IconFile, IconFolder, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { baseName } from '../../client/document-path.ts';
import { asking, useCall } from '../../client/query.ts';
import { holdsWordsOf } from '../../i18n/folded.ts';
import { useFormats } from '../../i18n/format.ts';
import { useRouter } from '../router.tsx';
import { useSession } from '../session.ts';
import { type Found, type FoundGroup, mostOfAKind } from './found.ts';
import { useActions } from './use-actions.ts';

/** Everything that a text finds; what begins with `>` finds acts only. `complete`: nothing is still being looked for. */
export function useFound(typed: string): { readonly groups: readonly FoundGroup[]; readonly complete: boolean } {
  const { role } = useSession();
  const actionsOnly = typed.startsWith('>');
  const text = (actionsOnly ? typed.slice(1) : typed).trim();
  const searches = !actionsOnly && text !== '';
  const documents = useDocuments(text, searches && role !== 'it-admin');
  const folders = useFolders(text, searches && role !== 'it-admin');
  const people = usePeople(text, searches && role === 'privacy-officer');
  const holds = holdsWordsOf(text);
  const actions = useActions().filter(({ name }) => holds(name));
  const groups: readonly FoundGroup[] = [
    { name: 'paletteFolders', found: folders },
    { name: 'paletteDocuments', found: documents.found },
    { name: 'palettePeople', found: people },
    { name: 'paletteActions', found: actionsOnly || text === '' ? actions : actions.slice(0, mostOfAKind) },
  ];
  return { groups: groups.filter(({ found }) => found.length > 0), complete: !documents.busy };
}

function useFolders(text: string, enabled: boolean): readonly Found[] {
  const { go } = useRouter();
  const formats = useFormats();
  const { data } = useCall('folderList', {}, { enabled });
  if (!enabled || !data) return [];
  const holds = holdsWordsOf(text);
  return formats
    .byFolderName(data.folders.filter(({ name }) => holds(name)))
    .slice(0, mostOfAKind)
    .map(({ id, name }) => ({
      id,
      name,
      where: null,
      icon: IconFolder,
      act: () => go({ screen: 'folder', folder: id, tab: 'documents' }),
    }));
}

/** One search is under way at a time: while one types, only the last text is searched for. */
function useDocuments(text: string, enabled: boolean): { readonly found: readonly Found[]; readonly busy: boolean } {
  const { go } = useRouter();
  const wanted = useDeferredValue(text);
  const { data, isFetching } = useQuery({
    ...asking('documentFind', { text: wanted, limit: mostOfAKind }),
    enabled: enabled && wanted !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (!enabled || !data) return { found: [], busy: isFetching };
  const found = data.map(({ id, name, folder, folderName }) => ({
    id,
    name: baseName(name),
    where: folderName,
    icon: IconFile,
    act: () => go({ screen: 'folder', folder, tab: 'documents', document: id }),
  }));
  return { found, busy: isFetching };
}

function usePeople(text: string, enabled: boolean): readonly Found[] {
  const { go } = useRouter();
  const formats = useFormats();
  const { data } = useCall('userList', {}, { enabled });
  if (!enabled || !data) return [];
  const holds = holdsWordsOf(text);
  return formats
    .byPersonName(data)
    .filter(({ name }) => holds(name))
    .slice(0, mostOfAKind)
    .map(({ id, name }) => ({
      id,
      name,
      where: null,
      icon: IconUser,
      act: () => go({ screen: 'person', person: id }),
    }));
}
