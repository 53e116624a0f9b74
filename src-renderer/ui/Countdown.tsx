import { useEffect, useState } from 'react';

const minuteSeconds = 60;
const two = (value: number): string => String(value).padStart(2, '0');

/** `14:32` until then; silent for a screen reader. @param until ms UTC. @param onEnd once. */
export function Countdown({ until, onEnd }: { readonly until: number; readonly onEnd?: () => void }) {
  const [left, setLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    setLeft(secondsUntil(until));
    const timer = setInterval(() => setLeft(secondsUntil(until)), 250);
    return () => clearInterval(timer);
  }, [until]);
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

const secondsUntil = (ms: number): number => Math.max(0, Math.ceil((ms - Date.now()) / 1000));
