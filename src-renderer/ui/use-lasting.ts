import { useEffect, useState } from 'react';

/** Sooner than this nothing is shown: it would only flicker. */
const quietMs = 300;

/** Whether what is being waited for takes longer than a moment. */
export function useLasting(): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return lasting;
}
