import { useEffect, useState } from 'react';

const secondMs = 1000;
const secondsUntil = (ms: number): number => Math.max(0, Math.ceil((ms - Date.now()) / secondMs));

/** How many whole seconds are left until a time, 0 once it has come. @param until ms UTC. */
export function useSecondsUntil(until: number): number {
  const [left, setLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    setLeft(secondsUntil(until));
    const timer = setInterval(() => setLeft(secondsUntil(until)), secondMs / 4);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
