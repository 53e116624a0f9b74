import { lazy, Suspense, useEffect, useState } from 'react';
import { SignIn } from '../features/sign-in/SignIn.tsx';
import { EntryFrame } from './EntryFrame.tsx';
import type { EntryPlace, GoEntry, Start } from './entry-place.ts';

const Welcome = lazy(async () => ({ default: (await import('../features/welcome/Welcome.tsx')).Welcome }));
const Create = lazy(async () => ({ default: (await import('../features/welcome/Create.tsx')).Create }));
const Join = lazy(async () => ({ default: (await import('../features/welcome/Join.tsx')).Join }));
const Restore = lazy(async () => ({ default: (await import('../features/restore/Restore.tsx')).Restore }));
const Recover = lazy(async () => ({ default: (await import('../features/welcome/Recover.tsx')).Recover }));
const FinishRestore = lazy(async () => ({
  default: (await import('../features/restored/FinishRestore.tsx')).FinishRestore,
}));
const KitCheck = lazy(async () => ({ default: (await import('../features/welcome/KitCheck.tsx')).KitCheck }));
const Activate = lazy(async () => ({ default: (await import('../features/sign-in/Activate.tsx')).Activate }));

/** The window while nobody is signed in. */
export function Entry({ start }: { readonly start: Start }) {
  const [last] = start.vaults;
  const [place, setPlace] = useState<EntryPlace>(last ? { at: 'sign-in', vault: last } : { at: 'welcome' });
  useEffect(() => {
    // What comes after a sign-in is fetched while one types.
    const timer = setTimeout(() => void import('./SignedIn.tsx'), 500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <EntryFrame demo={start.demo !== null}>
      <Suspense fallback={null}>
        <Shown place={place} start={start} go={setPlace} />
      </Suspense>
    </EntryFrame>
  );
}

function Shown({ place, start, go }: { readonly place: EntryPlace; readonly start: Start; readonly go: GoEntry }) {
  switch (place.at) {
    case 'welcome':
      return <Welcome start={start} go={go} />;
    case 'create':
      return <Create start={start} go={go} />;
    case 'restore':
      return <Restore go={go} />;
    case 'join':
      return <Join vault={place.vault} go={go} />;
    case 'finish-restore':
      return <FinishRestore vault={place.vault} go={go} />;
    case 'recover':
      return <Recover vault={place.vault} go={go} />;
    case 'kit-check':
      return <KitCheck vault={place.vault} go={go} />;
    case 'activate':
      return <Activate {...place} go={go} />;
    case 'sign-in':
      return <SignIn key={place.vault.handle} {...place} start={start} go={go} />;
  }
}
