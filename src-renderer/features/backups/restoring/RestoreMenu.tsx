import { Button, Menu } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
import { MakeTicket } from './MakeTicket.tsx';
import { RestoreDocuments } from './RestoreDocuments.tsx';
import { restoringTexts } from './texts.ts';

/** What the Privacy Officer can take back from backups while she is signed in. */
export function RestoreMenu() {
  const say = useTexts(restoringTexts);
  const [open, setOpen] = useState<'documents' | 'ticket' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconHistory size={16} stroke={1.5} aria-hidden />}>
            {say('menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('documents')}>{say('menuDocuments')}</Menu.Item>
          <Menu.Item onClick={() => setOpen('ticket')}>{say('menuTicket')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'documents' ? <RestoreDocuments folder={null} onClose={close} /> : null}
      {open === 'ticket' ? <MakeTicket onClose={close} /> : null}
    </>
  );
}
