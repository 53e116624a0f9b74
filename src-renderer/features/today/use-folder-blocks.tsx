import { Button } from '@mantine/core';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { BlockOfRows } from './Block.tsx';
import { todayTexts } from './texts.ts';

/** Access is news for two weeks, unless the folder was opened since. */
const newsMs = 14 * 86_400_000;

/** Whether somebody works in folders: the IT administrator has none, and the Privacy Officer comes for other things. */
function useHasFolders(): boolean {
  const { role } = useSession();
  return role === 'employee' || role === 'office-manager';
}

/** What somebody opened last, to go on with. Null while it is not known. */
export function useRecentBlocks(): readonly BlockOfRows[] | null {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const enabled = useHasFolders();
  const { data } = useCall('recentList', {}, { enabled });
  if (!enabled) return [];
  if (!data) return null;
  const toFolder = (folder: string) => () => go({ screen: 'folder', folder, tab: 'documents' });
  const documents = data.documents.map(({ id, name, folder, folderName, at }) => ({
    key: id,
    text: <bdi>{name}</bdi>,
    detail: say('recentDetail', { folder: folderName, at: formats.timeInText(at) }),
    onOpen: () => go({ screen: 'folder', folder, tab: 'documents', document: id }),
  }));
  const folders = data.folders.map(({ id, name, at }) => ({
    key: id,
    text: <bdi>{name}</bdi>,
    detail: formats.timeInText(at),
    onOpen: toFolder(id),
  }));
  return [
    { key: 'recent-documents', title: say('recentDocuments'), rows: documents },
    { key: 'recent-folders', title: say('recentFolders'), rows: folders },
  ];
}

/** Stands where the recent things will, for who opened nothing yet. */
export function useNothingOpened(): BlockOfRows {
  const say = useTexts(todayTexts);
  const { go } = useRouter();
  const acts = (
    <Button variant="default" size="compact-sm" onClick={() => go({ screen: 'folders' })}>
      {say('toFolders')}
    </Button>
  );
  return {
    key: 'recent-documents',
    title: say('recentDocuments'),
    rows: [{ key: 'empty', text: say('recentEmpty'), acts }],
  };
}

/** Folders that somebody was given and has not looked at yet. Null while it is not known. */
export function useAccessBlock(): BlockOfRows | null {
  const say = useTexts(todayTexts);
  const formats = useFormats();
  const { go } = useRouter();
  const enabled = useHasFolders();
  const summaries = useCall('folderSummaries', {}, { enabled });
  const folders = useCall('folderList', {}, { enabled });
  const recent = useCall('recentList', {}, { enabled });
  if (!enabled) return { key: 'access', title: say('access'), rows: [] };
  if (!summaries.data || !folders.data || !recent.data) return null;
  const openedAt = new Map(recent.data.folders.map(({ id, at }) => [id, at]));
  const names = new Map(folders.data.folders.map(({ id, name }) => [id, name]));
  const rows = summaries.data
    .flatMap(({ id, since }) => {
      const name = names.get(id);
      const isNews = since !== null && Date.now() - since < newsMs && (openedAt.get(id) ?? 0) < since;
      return isNews && name !== undefined ? [{ id, name, since }] : [];
    })
    .toSorted((a, b) => b.since - a.since)
    .map(({ id, name, since }) => ({
      key: id,
      text: <bdi>{name}</bdi>,
      detail: say('accessDetail', { at: formats.timeInText(since) }),
      beside: (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={say('openNamed', { name })}
          onClick={() => go({ screen: 'folder', folder: id, tab: 'documents' })}
        >
          {say('open')}
        </Button>
      ),
    }));
  return { key: 'access', title: say('access'), rows, onMore: () => go({ screen: 'folders' }) };
}
