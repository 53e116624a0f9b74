import { Skeleton, Stack } from '@mantine/core';
import { useTexts } from '../i18n/texts.ts';
import { uiTexts } from './texts.ts';
import { useLasting } from './use-lasting.ts';

const widths = ['40%', '90%', '75%', '85%', '60%'];

/** Stands where something is still being read. */
export function Loading() {
  const say = useTexts(uiTexts);
  if (!useLasting()) return <span aria-busy hidden />;
  return (
    <Stack gap={16} p={24} role="status" aria-busy aria-label={say('loading')}>
      {widths.map((width) => (
        <Skeleton key={width} h={20} w={width} />
      ))}
    </Stack>
  );
}
