import { Kbd, Table } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useCommand } from './commands.ts';
import { appTexts } from './texts.ts';
import { keysInWords } from './use-shortcuts.ts';

const list = [
  ['mod+K', 'keyPalette'],
  ['mod+F', 'keyFind'],
  ['mod+N', 'keyNew'],
  ['mod+O', 'keyAddFiles'],
  ['mod+E', 'keyExport'],
  ['mod+shift+Z', 'keySeal'],
  ['F2', 'keyRename'],
  ['Delete', 'keyBin'],
  ['mod+Z', 'keyUndo'],
  ['alt+←', 'keyBack'],
  ['mod+1…9', 'keyNav'],
  ['F6', 'keyRegion'],
  ['↑ ↓', 'keyRow'],
  ['Enter', 'keyOpen'],
  ['space', 'keySelect'],
  ['shift+↑ ↓', 'keySelectMore'],
  ['mod+A', 'keySelectAll'],
  ['mod+L', 'keyLock'],
  ['mod+shift+U', 'keySwitchUser'],
  ['F1', 'keyList'],
] as const;

/** Every key that does something. */
export function ShortcutList() {
  const say = useTexts(appTexts);
  const [open, setOpen] = useState(false);
  useCommand('shortcuts', () => setOpen(true));
  return (
    <Dialog opened={open} onClose={() => setOpen(false)} title={say('shortcuts')}>
      <Table>
        <Table.Tbody>
          {list.map(([keys, text]) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row" fw={400}>
                {say(text)}
              </Table.Th>
              <Table.Td align="right">
                <Kbd>{keys === 'space' ? say('spaceBar') : keysInWords(keys)}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
