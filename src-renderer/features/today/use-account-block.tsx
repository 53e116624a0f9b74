import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { WindowOutput } from '../../../src-main/contract/window/calls.ts';
import { handOver } from '../../app/handover.ts';
import { useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.ts';
import { useCall } from '../../client/query.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { BlockOfRows } from './Block.tsx';
import { todayTexts } from './texts.ts';
import { useWordsToCompare } from './words-to-compare.ts';

interface AccountsToCompare {
  /** Null while they are not known. */
  readonly people: WindowOutput<'userList'> | null;
  readonly remove: (id: string) => void;
}

/** Accounts whose keys a sign-in confirmed and whose words nobody compared yet. */
export function useAccountsToCompare(): AccountsToCompare {
  const { confirmed, role } = useSession();
  const isOfficer = role === 'privacy-officer';
  const { data } = useCall('userList', {}, { enabled: isOfficer });
  const { waiting, add, remove } = useWordsToCompare(isOfficer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what waited before is known
  useEffect(() => {
    if (waiting !== null) add(confirmed.map(({ id }) => id));
  }, [waiting === null, confirmed]);
  if (!isOfficer) return { people: [], remove };
  if (!data || waiting === null) return { people: null, remove };
  return { people: data.filter(({ id, state }) => waiting.includes(id) && state === 'active'), remove };
}

/** Their words, to compare them by voice. Null while it is not known. */
export function useAccountBlock(): BlockOfRows | null {
  const say = useTexts(todayTexts);
  const { go } = useRouter();
  const { people, remove } = useAccountsToCompare();
  if (people === null) return null;
  const rows = people.map(({ id, name, fingerprint }) => ({
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
          onClick={() => {
            handOver('wordsDiffer', id);
            go({ screen: 'person', person: id });
          }}
        >
          {say('different')}
        </Button>
      </>
    ),
  }));
  return { key: 'accounts', title: say('accounts'), rows };
}
