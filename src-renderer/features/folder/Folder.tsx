import { Button, Group, Tabs, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useRouter } from '../../app/router.tsx';
import { folderTabs } from '../../app/routes.ts';
import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { AccessOfFolder } from '../access/AccessOfFolder.tsx';
import { ArchiveOfFolder } from '../archive/ArchiveOfFolder.tsx';
import { DetailsTab } from './DetailsTab.tsx';
import { DocumentsTab } from './documents/DocumentsTab.tsx';
import classes from './Folder.module.css';
import { FolderMenu } from './FolderMenu.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { AddFiles } from './import/AddFiles.tsx';
import { folderTexts } from './texts.ts';
import { useOpenFolder } from './use-open-folder.ts';

const panels = {
  documents: DocumentsTab,
  details: DetailsTab,
  access: AccessOfFolder,
  archive: ArchiveOfFolder,
  history: HistoryTab,
} as const;

/** One folder: its documents, and what belongs to them. */
export function Folder() {
  const say = useTexts(folderTexts);
  const { route, go, replace } = useRouter();
  const { id, folder, summary, error, isKnown } = useOpenFolder();
  const { mutate: remember } = useAct('recentAdd');
  const isOpen = folder !== null;
  useEffect(() => {
    if (isOpen) remember({ folder: id });
  }, [id, isOpen, remember]);

  if (error) {
    return (
      <Page title={say('documents')}>
        <Problem error={error} />
      </Page>
    );
  }
  if (!isKnown) return <Loading />;
  if (folder === null) {
    return (
      <Page title={say('notFound')}>
        <Text>{say('notFoundText')}</Text>
        <Group>
          <Button onClick={() => go({ screen: 'folders' })}>{say('toFolders')}</Button>
        </Group>
      </Page>
    );
  }
  const tab = route.screen === 'folder' ? route.tab : 'documents';
  // The Privacy Officer counts as one and is in no list of access.
  const others = summary ? summary.people - 1 : null;
  const facts = [
    say(folder.kind === 'client' ? 'clientFolder' : 'personnelFolder'),
    ...(others === null ? [] : [others === 0 ? say('onlyOfficer') : say('people', { count: others })]),
    say(folder.rights === 'write' ? 'youWrite' : 'youRead'),
  ];
  return (
    <Page
      title={folder.name}
      acts={
        <>
          {folder.rights === 'write' ? <AddFiles folder={folder.id} /> : null}
          <FolderMenu folder={folder} documents={summary?.documents ?? null} />
        </>
      }
    >
      <Text c="dimmed" mt={-16}>
        {facts.join(' · ')}
      </Text>
      <Tabs
        value={tab}
        onChange={(value) => {
          const next = folderTabs.find((known) => known === value);
          if (next) replace({ screen: 'folder', folder: folder.id, tab: next });
        }}
        keepMounted={false}
        className={classes.tabs ?? ''}
      >
        <Tabs.List aria-label={say('tabs')}>
          {folderTabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {say(known)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {folderTabs.map((known) => {
          const Panel = panels[known];
          return (
            <Tabs.Panel key={known} value={known} className={classes.panel ?? ''}>
              <Panel folder={folder} />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
