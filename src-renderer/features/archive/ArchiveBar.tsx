import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import classes from './archive.module.css';
import { ExtendArchive } from './ExtendArchive.tsx';
import { closeArchive, type OpenArchive } from './open-archive.ts';
import { archiveTexts } from './texts.ts';

const minuteMs = 60_000;
/** Said aloud when so many minutes are left; the clock itself is silent. */
const spokenAt = [5, 1];

/** Says as long as the archive is open that it is, for how long, and why. */
export function ArchiveBar({ archive }: { readonly archive: OpenArchive }) {
  const say = useTexts(archiveTexts);
  const [extending, setExtending] = useState(false);
  const minutes = useSpokenMinutes(archive.until);
  return (
    <div className={classes.bar}>
      <div className={classes.words} title={archive.reason}>
        <strong>{say('barOpen')}</strong>
        {' · '}
        {say('barLeft')} <Countdown until={archive.until} />
        {' · '}
        <bdi>{archive.reason}</bdi>
      </div>
      <VisuallyHidden role="status">
        {minutes === null ? say('opened') : say('closesIn', { count: minutes })}
      </VisuallyHidden>
      <button type="button" className={classes.act} onClick={() => setExtending(true)}>
        {say('extend')}
      </button>
      <button type="button" className={classes.act} onClick={() => void closeArchive()}>
        {say('closeNow')}
      </button>
      {extending ? <ExtendArchive reason={archive.reason} onClose={() => setExtending(false)} /> : null}
    </div>
  );
}

/** The last of the spoken moments that came; null before the first. */
function useSpokenMinutes(until: number): number | null {
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    setMinutes(null);
    const timers = spokenAt
      .map((left) => ({ left, wait: until - left * minuteMs - Date.now() }))
      .filter(({ wait }) => wait > 0)
      .map(({ left, wait }) => setTimeout(() => setMinutes(left), wait));
    return () => timers.forEach(clearTimeout);
  }, [until]);
  return minutes;
}
