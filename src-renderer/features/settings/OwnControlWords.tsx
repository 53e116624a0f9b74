import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ControlWords } from '../../ui/ControlWords.tsx';
import { Section } from './Section.tsx';
import { settingsTexts } from './texts.ts';

/** One's own verification characters, to read out whenever the Privacy Officer wants to compare them; of the Privacy Officer nobody asks them. */
export function OwnControlWords() {
  const say = useTexts(settingsTexts);
  const { user, role } = useSession();
  const people = useCall('userList', {});
  const own = people.data?.find(({ id }) => id === user.id);
  if (!own || role === 'privacy-officer') return null;
  return (
    <Section title={say('controlWordsTitle')} what={say('controlWordsWhat')}>
      <ControlWords>{own.fingerprint}</ControlWords>
    </Section>
  );
}
