import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Countdown } from '../ui/Countdown.tsx';
import { useSessionActs } from './session.ts';
import { appTexts } from './texts.ts';

/** Says a minute before that the program is going to lock. Any key or movement of the mouse keeps it open. */
export function IdleWarning() {
  const say = useTexts(appTexts);
  const { end } = useSessionActs();
  const [locksAt, setLocksAt] = useState<number | null>(null);
  useEffect(() => window.app.onEvent((event) => event.event === 'idle-warning' && setLocksAt(event.locksAt)), []);
  // That somebody is there the preload tells the shell, of every key and press.
  const stay = () => setLocksAt(null);
  return (
    <Modal opened={locksAt !== null} onClose={stay} title={say('idleTitle')} withCloseButton={false}>
      {locksAt === null ? null : (
        <Text>
          {say('idleText')} <Countdown until={locksAt} />
        </Text>
      )}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={() => end('by-hand')}>
          {say('lockNow')}
        </Button>
        <Button onClick={stay} data-autofocus>
          {say('stayOpen')}
        </Button>
      </Group>
    </Modal>
  );
}
