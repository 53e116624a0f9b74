import { useTexts } from '../../i18n/texts.ts';
import { Page } from '../../ui/Page.tsx';
import { ArchiveBar } from './ArchiveBar.tsx';
import { ArchivedDocuments } from './ArchivedDocuments.tsx';
import { useOpenArchive } from './open-archive.ts';
import { archiveTexts } from './texts.ts';
import { UnlockArchive } from './UnlockArchive.tsx';

/** The sealed archive of all folders, for the Privacy Officer. */
export function Archive() {
  const say = useTexts(archiveTexts);
  const archive = useOpenArchive();
  return (
    <Page title={say('title')}>
      {archive === null ? (
        <UnlockArchive />
      ) : (
        <>
          <ArchiveBar archive={archive} />
          <ArchivedDocuments folder={null} reason={archive.reason} />
        </>
      )}
    </Page>
  );
}
