import { Button, Group, Stack, Text } from '@mantine/core';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { backupTexts } from '../texts.ts';
import { Tried } from './Tried.tsx';

type AddedTarget = WindowOutput<'backupTargetAdd'>;

/** What a new target was seen to do, how long it keeps what, and the first backup. */
export function Added({
  added,
  onFirst,
  onClose,
}: {
  readonly added: AddedTarget;
  readonly onFirst: () => void;
  readonly onClose: () => void;
}) {
  const say = useTexts(backupTexts);
  return (
    <Stack gap={16}>
      <Tried tried={added} />
      <Text>{say('retention')}</Text>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {say('done')}
        </Button>
        <Button onClick={onFirst} data-autofocus>
          {say('first')}
        </Button>
      </Group>
    </Stack>
  );
}
