import { useEffect, useState } from 'react';

const minuteSeconds = 60;
const two = (value: number): string => String(value).padStart(2, '0');

/** `14:32` until then, or `32` with `seconds`; silent for a screen reader. @param until ms UTC. @param onEnd once. */
export function Countdown({
  until,
  seconds = false,
  onEnd,
}: {
  readonly until: number;
  readonly seconds?: boolean;
  readonly onEnd?: () => void;
}) {
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
  const text = seconds ? String(left) : `${Math.floor(left / minuteSeconds)}:${two(left % minuteSeconds)}`;
  return (
    <span role="timer" aria-live="off">
      {text}
    </span>
  );
}

const secondsUntil = (ms: number): number => Math.max(0, Math.ceil((ms - Date.now()) / 1000));
