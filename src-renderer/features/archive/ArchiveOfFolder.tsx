import { useSession } from '../../app/session.ts';
import { ArchiveBar } from './ArchiveBar.tsx';
import { ArchivedDocuments } from './ArchivedDocuments.tsx';
import { AskForDocument } from './AskForDocument.tsx';
import { useOpenArchive } from './open-archive.ts';
import { UnlockArchive } from './UnlockArchive.tsx';

/** The archive of one folder: its documents for the Privacy Officer, for everybody else a way to ask. */
export function ArchiveOfFolder({ folder }: { readonly folder: { readonly id: string } }) {
  const archive = useOpenArchive();
  if (useSession().role !== 'privacy-officer') return <AskForDocument folder={folder.id} />;
  if (archive === null) return <UnlockArchive />;
  return (
    <>
      <ArchiveBar archive={archive} />
      <ArchivedDocuments folder={folder.id} reason={archive.reason} />
    </>
  );
}
