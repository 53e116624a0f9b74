import { call } from '../../client/client.ts';
import { asking, queries, useCall } from '../../client/query.ts';

/** Kept among her drafts: a confirmation is told at one sign-in only, and the comparing may come later. */
const draft = { key: 'words-to-compare' };
/** Compared since the sign-in, which told of them once. */
const compared = new Set<string>();

const idsIn = (text: string | null): readonly string[] => (text ?? '').split(' ').filter((id) => id !== '');

async function save(ids: readonly string[]): Promise<void> {
  const text = ids.join(' ');
  queries.setQueryData(asking('draftGet', draft).queryKey, { text, savedAt: Date.now() });
  await call('draftSave', { ...draft, text });
}

interface WordsToCompare {
  /** Ids of accounts; null while they are not known. */
  readonly waiting: readonly string[] | null;
  readonly add: (ids: readonly string[]) => void;
  readonly remove: (id: string) => void;
}

/** Whose verification characters the Privacy Officer has still to compare, over all her sign-ins. */
export function useWordsToCompare(enabled: boolean): WordsToCompare {
  const { data } = useCall('draftGet', draft, { enabled });
  const waiting = data ? idsIn(data.text) : null;
  return {
    waiting,
    add: (ids) => {
      const fresh = ids.filter((id) => !compared.has(id) && !waiting?.includes(id));
      if (fresh.length > 0) void save([...(waiting ?? []), ...fresh]);
    },
    remove: (id) => {
      compared.add(id);
      void save((waiting ?? []).filter((known) => known !== id));
    },
  };
}
