import { Button, Group, Stack, Text } from '@mantine/core';
import { useSession } from '../../../app/session.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { uiTexts } from '../../../ui/texts.ts';
import { sealTexts } from './texts.ts';

/** What sealing means, before the first of a session. */
export function TeachSealing({
  count,
  onSeal,
  onClose,
}: {
  readonly count: number;
  readonly onSeal: () => void;
  readonly onClose: () => void;
}) {
  const say = useTexts(sealTexts);
  const sayUi = useTexts(uiTexts);
  const isOfficer = useSession().role === 'privacy-officer';
  return (
    <Dialog opened onClose={onClose} title={say('teachTitle', { count })}>
      <Stack gap={12}>
        <Text fw={600}>{say(isOfficer ? 'teachOfficer' : 'teachWho', { count })}</Text>
        <Text>{say('teachKept', { count })}</Text>
        <Text>{say('teachUndo')}</Text>
        {isOfficer ? null : <Text>{say('teachBack')}</Text>}
        <Group justify="flex-end" gap={8} mt={4}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {sayUi('cancel')}
          </Button>
          <Button onClick={onSeal}>{say('seal')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
