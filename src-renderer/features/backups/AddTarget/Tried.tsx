import { Text } from '@mantine/core';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { backupTexts } from '../texts.ts';

const removing = { really: 'removesReally', hidden: 'removesHidden', refused: 'removesRefused' } as const;

/** What a target was seen to do when it was tried. */
export function Tried({
  tried: { abilities, space },
}: {
  readonly tried: Pick<WindowOutput<'backupTargetAdd'>, 'abilities' | 'space'>;
}) {
  const say = useTexts(backupTexts);
  const formats = useFormats();
  const { createsOnce, readsRanges, removes, syncs } = abilities;
  return (
    <>
      <Notice kind="ok">
        {say('added')}
        {space ? ` ${say('free', { free: formats.size(space.freeBytes), total: formats.size(space.totalBytes) })}` : ''}
      </Notice>
      <Notice kind={removes === 'really' ? 'warning' : 'info'}>{say(removing[removes])}</Notice>
      {createsOnce === 'checked' ? <Text>{say('createsChecked')}</Text> : null}
      {readsRanges ? null : <Text>{say('readsWhole')}</Text>}
      {syncs ? null : <Text>{say('syncsNot')}</Text>}
    </>
  );
}
