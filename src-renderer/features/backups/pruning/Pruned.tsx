import { Stack } from '@mantine/core';
import type { WindowOutput } from '../../../../src-main/contract/window/calls.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { pruningTexts } from './texts.ts';
import { useAmount } from './use-amount.ts';

/** What pruning did. */
export function Pruned({
  pruned: { removed, listed, hidden, refused },
}: {
  readonly pruned: NonNullable<WindowOutput<'backupPrune'>['targets'][number]['pruned']>;
}) {
  const say = useTexts(pruningTexts);
  const amount = useAmount();
  return (
    <Stack gap={8} role="status">
      <Notice kind="ok">{say('done', { removed: amount(removed), listed: amount(listed) })}</Notice>
      {refused > 0 ? <Notice kind="warning">{say('refused', { count: refused })}</Notice> : null}
      {hidden > 0 ? <Notice kind="info">{say('hidden')}</Notice> : null}
    </Stack>
  );
}
