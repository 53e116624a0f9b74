import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** One fact of a list of facts (`dl`): what it is of, small, above what it is. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  );
}
