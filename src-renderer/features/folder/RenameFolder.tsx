import { useAct } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { NameDialog } from './NameDialog.tsx';
import { folderTexts } from './texts.ts';
import type { OpenFolder } from './use-open-folder.ts';

/** Gives the folder another name. */
export function RenameFolder({ folder, onClose }: { readonly folder: OpenFolder; readonly onClose: () => void }) {
  const say = useTexts(folderTexts);
  const rename = useAct('folderRename');
  return (
    <NameDialog
      title={say('renameTitle')}
      label={say('newName')}
      verb={say('rename')}
      first={folder.name}
      busy={rename.isPending}
      error={rename.error}
      onName={(name) => rename.mutate({ folder: folder.id, name }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
