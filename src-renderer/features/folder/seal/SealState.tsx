import { useEffect, useState } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import classes from './SealState.module.css';
import { cancelSealing, type Sealing, useSealings } from './sealings.ts';
import { sealTexts } from './texts.ts';

const secondMs = 1000;
const secondsTo = (at: number) => Math.max(0, Math.ceil((at - Date.now()) / secondMs));

/** In the row of a document that is going to be sealed: how long that can be cancelled. */
export function SealCountdown({
  sealing,
  name,
  tab,
}: {
  readonly sealing: Sealing;
  readonly name: string;
  readonly tab: 0 | -1;
}) {
  const say = useTexts(sealTexts);
  const [seconds, setSeconds] = useState(() => secondsTo(sealing.at));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsTo(sealing.at)), secondMs / 4);
    return () => clearInterval(timer);
  }, [sealing.at]);
  return (
    <span className={classes.waits}>
      <span>{say('waits', { seconds })}</span>
      <button
        type="button"
        className={classes.cancel}
        tabIndex={tab}
        aria-label={say('cancelRow', { name })}
        onClick={() => void cancelSealing(sealing.id)}
      >
        {say('cancel')}
      </button>
    </span>
  );
}

/** Said once for all documents of a sealing, and what went wrong with the last. */
export function SealState({ folder }: { readonly folder: string }) {
  const say = useTexts(sealTexts);
  const { waiting, sealed, error } = useSealings();
  const count = waiting.filter((sealing) => sealing.folder === folder).flatMap(({ documents }) => documents).length;
  return (
    <>
      <div role="status" className={classes.spoken}>
        {count > 0 ? say('spoken', { count }) : sealed === null ? '' : say('sealedSpoken', { count: sealed })}
      </div>
      {error === null ? null : (
        <>
          <Notice kind="danger">{say('failed')}</Notice>
          <Problem error={error} />
        </>
      )}
    </>
  );
}
