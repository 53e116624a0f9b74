import { useEffect } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Page } from '../../ui/Page.tsx';
import { ArchiveBar } from './ArchiveBar.tsx';
import { ArchivedDocuments } from './ArchivedDocuments.tsx';
import { useOpenArchive } from './open-archive.ts';
import { RequestNotice } from './RequestNotice.tsx';
import { leaveRequest } from './request-in-hand.ts';
import { archiveTexts } from './texts.ts';
import { UnlockArchive } from './UnlockArchive.tsx';

/** The sealed archive of all folders, for the Privacy Officer. */
export function Archive() {
  const say = useTexts(archiveTexts);
  const archive = useOpenArchive();
  useEffect(() => leaveRequest, []);
  return (
    <Page title={say('title')}>
      {archive === null ? (
        <>
          <RequestNotice />
          <UnlockArchive />
        </>
      ) : (
        <>
          <ArchiveBar archive={archive} />
          <RequestNotice />
          <ArchivedDocuments folder={null} reason={archive.reason} />
        </>
      )}
    </Page>
  );
}
