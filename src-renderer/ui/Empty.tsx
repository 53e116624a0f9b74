import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What stands where there is nothing yet: a sentence that says what belongs here, and the act that brings it. */
export function Empty({ text, act }: { readonly text: string; readonly act?: ReactNode }) {
  return (
    <Stack align="flex-start" gap={12} py={24}>
      <Text c="dimmed">{text}</Text>
      {act}
    </Stack>
  );
}
