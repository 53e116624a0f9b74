import { Button, Group, Stack, Text } from '@mantine/core';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { backupTexts } from '../texts.ts';

type AddedTarget = WindowOutput<'backupTargetAdd'>;

const removing = { really: 'removesReally', hidden: 'removesHidden', refused: 'removesRefused' } as const;

/** What a new target was seen to do, how long it keeps what, and the first backup. */
export function Added({
  added: { abilities, space },
  onFirst,
  onClose,
}: {
  readonly added: AddedTarget;
  readonly onFirst: () => void;
  readonly onClose: () => void;
}) {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  const { createsOnce, readsRanges, removes, syncs } = abilities;
  return (
    <Stack gap={16}>
      <Notice kind="ok">
        {say('added')}
        {space ? ` ${say('free', { free: formats.size(space.freeBytes), total: formats.size(space.totalBytes) })}` : ''}
      </Notice>
      <Notice kind={removes === 'really' ? 'warning' : 'info'}>{say(removing[removes])}</Notice>
      {createsOnce === 'checked' ? <Text>{say('createsChecked')}</Text> : null}
      {readsRanges ? null : <Text>{say('readsWhole')}</Text>}
      {syncs ? null : <Text>{say('syncsNot')}</Text>}
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
