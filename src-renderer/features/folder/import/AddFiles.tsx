import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFilePlus, IconFolderPlus } from '@tabler/icons-react';
import { useCommand } from '../../../app/commands.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { importByDialog, isRunning, useImport } from './imports.ts';
import { importTexts } from './texts.ts';

/** Files, or a directory with everything in it: the dialogs of two of three systems cannot choose both at once. */
export function AddFiles({ folder }: { readonly folder: string }) {
  const say = useTexts(importTexts);
  const isBusy = isRunning(useImport(folder));
  const choose = (kind: 'files' | 'directory') => () => void importByDialog(folder, kind);
  useCommand('add-files', isBusy ? null : choose('files'));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          disabled={isBusy}
          leftSection={<IconFilePlus size={18} stroke={1.5} aria-hidden />}
          rightSection={<IconChevronDown size={16} stroke={1.5} aria-hidden />}
        >
          {say('addFiles')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFilePlus size={16} stroke={1.5} />} onClick={choose('files')}>
          {say('chooseFiles')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderPlus size={16} stroke={1.5} />} onClick={choose('directory')}>
          {say('chooseDirectory')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
