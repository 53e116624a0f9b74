import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { BlockOfRows } from './Block.tsx';
import { todayTexts } from './texts.ts';
import { useWordsToCompare } from './words-to-compare.ts';

/** Accounts whose keys a sign-in confirmed: their words are compared by voice. Null while it is not known. */
export function useAccountBlock(): BlockOfRows | null {
  const say = useTexts(todayTexts);
  const { go } = useRouter();
  const { confirmed, role } = useSession();
  const isOfficer = role === 'privacy-officer';
  const people = useCall('userList', {}, { enabled: isOfficer });
  const { waiting, add, remove } = useWordsToCompare(isOfficer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what waited before is known
  useEffect(() => {
    if (waiting !== null) add(confirmed.map(({ id }) => id));
  }, [waiting === null, confirmed]);
  if (!isOfficer) return { key: 'accounts', title: say('accounts'), rows: [] };
  if (!people.data || waiting === null) return null;
  const rows = people.data
    .filter(({ id, state }) => waiting.includes(id) && state === 'active')
    .map(({ id, name, fingerprint }) => ({
      key: id,
      text: say('accountText', { name }),
      detail: say('accountDetail', { name, words: fingerprint.replaceAll('-', ' ') }),
      acts: (
        <>
          <Button size="compact-sm" aria-label={say('sameNamed', { name })} onClick={() => remove(id)}>
            {say('same')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={say('differentNamed', { name })}
            onClick={() => go({ screen: 'person', person: id })}
          >
            {say('different')}
          </Button>
        </>
      ),
    }));
  return { key: 'accounts', title: say('accounts'), rows };
}
