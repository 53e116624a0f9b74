import { useEffect } from 'react';
import { useSecondsUntil } from './use-seconds-until.ts';

const minuteSeconds = 60;
const two = (value: number): string => String(value).padStart(2, '0');

/** `14:32` until then; silent for a screen reader. @param until ms UTC. @param onEnd once. */
export function Countdown({ until, onEnd }: { readonly until: number; readonly onEnd?: () => void }) {
  const left = useSecondsUntil(until);
  const ended = left === 0;
  useEffect(() => {
    if (ended) onEnd?.();
  }, [ended, onEnd]);
  return (
    <span role="timer" aria-live="off">
      {`${Math.floor(left / minuteSeconds)}:${two(left % minuteSeconds)}`}
    </span>
  );
}
