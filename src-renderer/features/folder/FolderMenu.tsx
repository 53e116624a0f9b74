import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrashX } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession } from '../../app/session.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DestroyFolder } from './DestroyFolder.tsx';
import { RenameFolder } from './RenameFolder.tsx';
import { folderTexts } from './texts.ts';
import type { OpenFolder } from './use-open-folder.ts';

/** What can be done with the folder as a whole; nothing for who may only read. */
export function FolderMenu({ folder, documents }: { readonly folder: OpenFolder; readonly documents: number | null }) {
  const say = useTexts(folderTexts);
  const isOfficer = useSession().role === 'privacy-officer';
  const [dialog, setDialog] = useState<'rename' | 'destroy' | null>(null);
  if (folder.rights !== 'write') return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={say('more')}>
            <IconDots size={18} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={() => setDialog('rename')}>
            {say('renameFolder')}
          </Menu.Item>
          {isOfficer ? (
            <Menu.Item
              leftSection={<IconTrashX size={16} stroke={1.5} />}
              c="var(--dk-danger)"
              onClick={() => setDialog('destroy')}
            >
              {say('destroyFolder')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' ? <RenameFolder folder={folder} onClose={() => setDialog(null)} /> : null}
      {dialog === 'destroy' ? (
        <DestroyFolder folder={folder} documents={documents ?? 0} onClose={() => setDialog(null)} />
      ) : null}
    </>
  );
}
