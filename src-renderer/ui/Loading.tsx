import { Skeleton, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';

/** Sooner than this nothing is shown: it would only flicker. */
const quietMs = 300;
const widths = ['40%', '90%', '75%', '85%', '60%'];

/** Stands where something is still being read. */
export function Loading() {
  const say = useTexts(uiTexts);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <span aria-busy hidden />;
  return (
    <Stack gap={16} p={24} role="status" aria-busy aria-label={say('loading')}>
      {widths.map((width) => (
        <Skeleton key={width} h={20} w={width} />
      ))}
    </Stack>
  );
}
