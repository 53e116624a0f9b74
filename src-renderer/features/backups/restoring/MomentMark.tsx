import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, type TablerIcon } from '@tabler/icons-react';
import { useTexts } from '../../../i18n/texts.ts';
import { type Colour, colour } from '../../../ui/colours.ts';
import type { MomentState } from './moments.ts';
import { restoringTexts } from './texts.ts';

const looks: Readonly<Record<MomentState, readonly [TablerIcon, Colour]>> = {
  good: [IconCircleCheck, 'ok'],
  unverified: [IconHelpCircle, 'unknown'],
  bad: [IconAlertTriangle, 'danger'],
};

/** How far one can rely on a backup, in a word and a shape. */
export function MomentMark({ state }: { readonly state: MomentState }) {
  const say = useTexts(restoringTexts);
  const [Icon, front] = looks[state];
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', verticalAlign: 'top', gap: 4, color: colour(front) }}>
      <Icon size={16} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
      {say(state)}
    </span>
  );
}
