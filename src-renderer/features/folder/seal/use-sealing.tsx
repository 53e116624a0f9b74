import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { commitSealings, type Sealing, scheduleSealing, useSealings } from './sealings.ts';
import { TeachSealing } from './TeachSealing.tsx';

// Said once while the program is unlocked; the page is another one after a lock.
let taught = false;

interface SealingHere {
  readonly seal: (documents: readonly string[]) => void;
  /** What waits in this folder, by the documents' ids. */
  readonly waiting: ReadonlyMap<string, Sealing>;
  /** The explanation, while it is shown. */
  readonly dialog: ReactNode;
}

/** Sealing in one folder. Leaving the screen seals what waits. @param onDecided they are going to be sealed: the explanation was read, or known. */
export function useSealing(folder: string, onDecided: () => void): SealingHere {
  const { waiting: all } = useSealings();
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  useEffect(() => () => commitSealings(folder), [folder]);
  const waiting = useMemo(() => {
    const here = all.filter((sealing) => sealing.folder === folder);
    return new Map(here.flatMap((sealing) => sealing.documents.map((id) => [id, sealing] as const)));
  }, [all, folder]);
  const decide = (documents: readonly string[]) => {
    onDecided();
    void scheduleSealing(folder, documents);
  };
  const seal = (documents: readonly string[]) => {
    const fresh = documents.filter((id) => !waiting.has(id));
    if (fresh.length === 0) return;
    if (taught) decide(fresh);
    else setAsked(fresh);
  };
  const dialog =
    asked === null ? null : (
      <TeachSealing
        count={asked.length}
        onClose={() => setAsked(null)}
        onSeal={() => {
          taught = true;
          setAsked(null);
          decide(asked);
        }}
      />
    );
  return { seal, waiting, dialog };
}
