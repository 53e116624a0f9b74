import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { call } from '../client/client.ts';
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
  const stay = () => {
    setLocksAt(null);
    void call('activity', {});
  };
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
