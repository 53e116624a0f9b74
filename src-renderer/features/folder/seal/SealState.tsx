import { VisuallyHidden } from '@mantine/core';
import { useTexts } from '../../../i18n/texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { useSecondsUntil } from '../../../ui/use-seconds-until.ts';
import classes from './SealState.module.css';
import { cancelSealing, type Sealing, useSealings } from './sealings.ts';
import { sealTexts } from './texts.ts';

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
  const seconds = useSecondsUntil(sealing.at);
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
      <VisuallyHidden role="status">
        {count > 0 ? say('spoken', { count }) : sealed === null ? '' : say('sealedSpoken', { count: sealed })}
      </VisuallyHidden>
      {error === null ? null : (
        <>
          <Notice kind="danger">{say('failed')}</Notice>
          <Problem error={error} />
        </>
      )}
    </>
  );
}
