import { IconCircleCheck, IconCircleX, IconClockHour4, IconUserQuestion, type TablerIcon } from '@tabler/icons-react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { useTexts } from '../../i18n/texts.ts';
import { type Colour, colour } from '../../ui/colours.ts';
import { peopleTexts } from './texts.ts';

/** Somebody of the office, as the list has her. */
export type PersonInList = WindowOutput<'userList'>[number];

const looks: Readonly<Record<PersonInList['state'], readonly [TablerIcon, Colour]>> = {
  provisional: [IconClockHour4, 'muted'],
  activated: [IconUserQuestion, 'warning'],
  active: [IconCircleCheck, 'text'],
  disabled: [IconCircleX, 'muted'],
};

/** How far an account is, in a word and a shape. */
export function PersonState({ state }: { readonly state: PersonInList['state'] }) {
  const say = useTexts(peopleTexts);
  const [Icon, front] = looks[state];
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', verticalAlign: 'top', gap: 4, color: colour(front) }}>
      <Icon size={16} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
      {say(state)}
    </span>
  );
}
